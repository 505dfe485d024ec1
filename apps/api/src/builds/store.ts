export { DiskFull } from '../files/diskFull.ts'

/** The digests of a whole file, lower-case hex. */
export interface FileDigests {
  sha256: string
  md5: string
  sha512: string
}

/** A file that lies at one side: complete, hashed, and in nobody's way until it is kept or discarded. */
export interface StagedFile extends FileDigests {
  size: number
  /** The whole file; only until it is kept or discarded. */
  bytes(): Promise<Buffer>
  /** Removes it; does nothing after `keep`. */
  discard(): Promise<void>
}

/** Where the bytes of builds are kept, each under its SHA-256. Every adapter passes `storeContract.ts`. */
export interface BuildStore {
  /**
   * Streams `source` to one side, hashing on the way. Throws {@link TooLarge} past `limit` bytes, {@link DiskFull}, or
   * what the source throws; then nothing is left behind, and the source's iterator has been told to return.
   */
  stage(source: AsyncIterable<Uint8Array>, limit: number): Promise<StagedFile>
  /**
   * Makes a staged file permanent, durably. Keeping bytes that are there already is fine, and counts as kept now.
   * Throws {@link DiskFull}; after a throw nothing was kept, and the staged file still has to be discarded.
   */
  keep(staged: StagedFile): Promise<void>
  /** The whole file; null when there is none. Throws {@link DamagedBuild} when its bytes are no longer those of its name. */
  read(sha256: string): Promise<Buffer | null>
  /** SHA-256 and age (ms since 1970) of everything kept. */
  list(): Promise<{ sha256: string; keptAt: number }[]>
  /** Removes a file, unless it was kept (again) at or after `keptBefore`, ms since 1970; says whether it did. */
  delete(sha256: string, keptBefore?: number): Promise<boolean>
}

/** A file is longer than it may be. */
export class TooLarge extends Error {
  override readonly name = 'TooLarge'
}

/** A kept file has changed on the disk. */
export class DamagedBuild extends Error {
  override readonly name = 'DamagedBuild'
}
