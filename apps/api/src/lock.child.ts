import { lockDataFolder } from './lock.ts'

/** Takes the lock whose file is named, says "locked" or why not, and holds it until it is killed. */
try {
  await lockDataFolder(process.argv[2] ?? '')
  process.stdout.write('locked\n')
  setInterval(() => {}, 60_000)
} catch (error) {
  process.stdout.write(`${(error as Error).name}: ${(error as Error).message}\n`)
}
