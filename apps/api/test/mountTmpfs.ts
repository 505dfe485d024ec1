import { execFileSync } from 'node:child_process'
import { onTestFinished } from 'vitest'
import { temporaryFolder } from './temporaryFolder.ts'

/**
 * A folder with a file system of its own until the running test ends; `options` as of mount(8), "size=1m". Where there
 * can be none, that is printed and the answer is null.
 */
export async function mountTmpfs(options: string): Promise<string | null> {
  const why =
    process.platform !== 'linux'
      ? 'this is not Linux'
      : process.getuid?.() !== 0
        ? 'only root may mount one'
        : null
  if (why) return unavailable(why)
  const dir = await temporaryFolder()
  try {
    execFileSync('/bin/mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', dir], { stdio: 'pipe' })
  } catch (error) {
    return unavailable((error as Error).message)
  }
  onTestFinished(() => void execFileSync('/bin/umount', [dir]))
  return dir
}

function unavailable(why: string): null {
  process.stdout.write(`Not tried on a real file system of a kind of its own: ${why}.\n`)
  return null
}
