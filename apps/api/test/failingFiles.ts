import type { Files } from '../src/files/files.ts'

/** `nodeFiles`, of whose calls some fail, counted from 1. */
export interface FailingFiles extends Files {
  /** How many calls were made so far. */
  calls(): number
}

type CallName = keyof Files | 'write' | 'sync' | 'close'

/** Every call succeeds and is counted. */
export const countingFiles = (files: Files): FailingFiles => failing(files, () => null)

/** From the `first` call on, the disk is full: nothing grows any more, but closing and removing still work. */
export const fullDisk = (files: Files, first: number, code = 'ENOSPC'): FailingFiles =>
  failing(files, (call, name) =>
    call >= first && name !== 'close' && name !== 'remove' ? Object.assign(new Error(code), { code }) : null,
  )

/** At the `first` call the process is killed: neither it nor any later one has an effect. */
export const killed = (files: Files, first: number): FailingFiles =>
  failing(files, (call) => (call >= first ? new Error('killed') : null))

function failing(files: Files, failureOf: (call: number, name: CallName) => Error | null): FailingFiles {
  let calls = 0
  const asked = (name: CallName) => failureOf(++calls, name)
  const passing = async <T>(name: CallName, call: () => Promise<T>): Promise<T> => {
    const failure = asked(name)
    if (failure) throw failure
    return call()
  }
  return {
    calls: () => calls,
    create: async (path) => {
      const file = await passing('create', () => files.create(path))
      return {
        write: async (bytes) => {
          const failure = asked('write')
          // What fits is written before a full disk, or a kill, is noticed.
          await file.write(failure ? bytes.subarray(0, bytes.length / 2) : bytes)
          if (failure) throw failure
        },
        sync: () => passing('sync', file.sync),
        close: async () => {
          const failure = asked('close')
          // A killed process leaves no descriptor open either.
          await file.close()
          if (failure) throw failure
        },
      }
    },
    settle: (path, modifiedAt) => passing('settle', () => files.settle(path, modifiedAt)),
    rename: (from, to) => passing('rename', () => files.rename(from, to)),
    remove: (path) => passing('remove', () => files.remove(path)),
    syncFolder: (path) => passing('syncFolder', () => files.syncFolder(path)),
  }
}
