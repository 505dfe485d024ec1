import { stat } from 'node:fs/promises'
import { dirname } from 'node:path'

/** Whom a process may be given to, as `spawn` takes it; nothing for the one who asks. */
export type Owner = { uid: number; gid: number } | Record<string, never>

/** "nobody", who has this number on Linux wherever there is one, and needs no entry in any table of users. */
const nobody = { uid: 65_534, gid: 65_534 }

/** PostgreSQL refuses to run as root, which is what a container's user often is. */
export function whoRunsIt(): Owner {
  return process.getuid?.() === 0 ? nobody : {}
}

/** Whether everybody may go to `path` and read what it names. */
export async function isOpenToAll(path: string): Promise<boolean> {
  const [read, enter] = [0o004, 0o001]
  if (!((await stat(path)).mode & read)) return false
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    if (!((await stat(folder)).mode & enter)) return false
    if (folder === dirname(folder)) return true
  }
}
