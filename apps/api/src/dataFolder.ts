import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { asDiskFull, DiskFull } from './files/diskFull.ts'

/** Where everything lies in a data folder; absolute paths. */
export interface DataFolder {
  root: string
  /** The registry. */
  meta: string
  /** Fleet, accounts, history. */
  database: string
  /** Held while a server runs on the folder. */
  lock: string
  /** What the first start took over from an older server. */
  adoption: string
  /** Kept builds, `<sha256>.bin`. */
  builds: string
  /** Uploads that are neither kept nor refused yet. */
  staging: string
}

/** The data folder cannot be used; `message` is one sentence that names it and says why. */
export class DataFolderUnusable extends Error {
  override readonly name = 'DataFolderUnusable'
}

/** The names in a data folder; touches nothing. */
export function dataFolderAt(dir: string): DataFolder {
  const root = resolve(dir)
  return {
    root,
    meta: join(root, 'meta.json'),
    database: join(root, 'cyberdeck.db'),
    lock: join(root, '.lock'),
    adoption: join(root, 'adoption.json'),
    builds: join(root, 'builds'),
    staging: join(root, 'staging'),
  }
}

/** Creates what is missing of a data folder and makes sure that it can be written. Throws {@link DataFolderUnusable}. */
export async function openDataFolder(dir: string): Promise<DataFolder> {
  const folder = dataFolderAt(dir)
  for (const path of [folder.root, folder.builds, folder.staging]) {
    try {
      await mkdir(path, { recursive: true })
      await tryWriting(path)
    } catch (error) {
      throw new DataFolderUnusable(whyUnusable(path, error), { cause: error })
    }
  }
  return folder
}

/** Permission bits do not tell (read-only mounts, access lists, root), so a file is made and removed. */
async function tryWriting(path: string): Promise<void> {
  const probe = join(path, '.can-write')
  try {
    await writeFile(probe, '')
    await rm(probe, { force: true })
  } catch (error) {
    // A full disk stops uploads, but boards can still be served from it.
    if (!(asDiskFull(error) instanceof DiskFull)) throw error
  }
}

function whyUnusable(path: string, error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException
  switch (code) {
    case 'EEXIST':
    case 'ENOTDIR':
      return `The data folder ${path} is not a folder; move the file of that name away or set FIRMWARE_DIR to a folder.`
    case 'EROFS':
      return `The data folder ${path} lies on a read-only file system; set FIRMWARE_DIR to a folder that can be written.`
    case 'EACCES':
    case 'EPERM':
      return `The data folder ${path} cannot be written by the user that runs the server (${user()}); make that user its owner or set FIRMWARE_DIR to another folder.`
    default:
      return `The data folder ${path} cannot be used: ${message}.`
  }
}

function user(): string {
  return process.getuid ? `uid ${process.getuid()}` : 'see its permissions'
}
