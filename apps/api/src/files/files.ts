import { type FileHandle, open, rename, rm } from 'node:fs/promises'

/** A file that is being written from its beginning. */
export interface NewFile {
  /** Appends all of `bytes`. */
  write(bytes: Uint8Array): Promise<void>
  /** Resolves when what was written survives a power cut. */
  sync(): Promise<void>
  close(): Promise<void>
}

/**
 * The calls that change the data folder. Each may find the disk full or the process killed, so tests put an adapter in
 * their place that fails at a chosen call.
 */
export interface Files {
  /** Opens an empty file, in place of one that is there. */
  create(path: string): Promise<NewFile>
  /** Sets a file's modification time (ms since 1970) and makes its content and its times durable. */
  settle(path: string, modifiedAt: number): Promise<void>
  /** Within one file system; takes the place of a file at `to` in one step. */
  rename(from: string, to: string): Promise<void>
  /** Fine when there is none. */
  remove(path: string): Promise<void>
  /** Makes the creations, renames and removals in a folder durable. */
  syncFolder(path: string): Promise<void>
}

export const nodeFiles: Files = {
  create: async (path) => {
    const file = await open(path, 'w')
    return {
      write: (bytes) => file.writeFile(bytes),
      sync: () => file.sync(),
      close: () => file.close(),
    }
  },
  settle: (path, modifiedAt) =>
    withOpen(path, 'r+', async (file) => {
      await file.utimes(modifiedAt / 1000, modifiedAt / 1000)
      await file.sync()
    }),
  rename,
  remove: (path) => rm(path, { force: true }),
  syncFolder: async (path) => {
    // Windows opens no folders as files; NTFS journals its directory entries itself.
    if (process.platform !== 'win32') await withOpen(path, 'r', (folder) => folder.sync())
  },
}

async function withOpen(path: string, flags: string, work: (file: FileHandle) => Promise<void>) {
  const file = await open(path, flags)
  try {
    await work(file)
  } finally {
    await file.close()
  }
}
