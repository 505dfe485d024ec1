import type { Registry } from '@cyberdeck-ota/schema'

/** Where revisions of the registry are kept. Every adapter passes `storeContract.ts`. */
export interface RegistryStore {
  /** The latest revision, or null when nothing was ever saved. Throws {@link DamagedRegistry} when it cannot be understood. */
  load(): Promise<Registry | null>
  /** The number of the latest revision, which is less work than {@link load}; null when nothing was ever saved. */
  revision(): Promise<number | null>
  /**
   * Makes `next` the latest revision, durably (it survives a power cut), if the latest is still `next.revision - 1`
   * (revision 0: if nothing was ever saved); else throws {@link RevisionTaken} and changes nothing. Throws `DiskFull`,
   * and changes nothing.
   */
  save(next: Registry): Promise<void>
}

/** Somebody else saved this revision first. */
export class RevisionTaken extends Error {
  override readonly name = 'RevisionTaken'
}

/** What is kept is not a registry; `message` is one sentence naming the file and what is wrong with it. */
export class DamagedRegistry extends Error {
  override readonly name = 'DamagedRegistry'
}
