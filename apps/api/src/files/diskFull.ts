/** There is no room: the disk is full, or the user's quota on it. `message` is one sentence. */
export class DiskFull extends Error {
  override readonly name = 'DiskFull'
}

/** `error` as {@link DiskFull} when that is what it says, otherwise as it is. */
export function asDiskFull(error: unknown): unknown {
  const { code } = (error ?? {}) as NodeJS.ErrnoException
  if (code !== 'ENOSPC' && code !== 'EDQUOT') return error
  return new DiskFull('The disk that holds the data folder is full.', { cause: error })
}
