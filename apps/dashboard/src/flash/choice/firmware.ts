import type { ChosenFile } from '@cyberdeck-ota/flasher'

/** What is to be flashed, chosen before it is known on which board. */
export type Firmware = ReleaseFirmware | FilesFirmware | ManifestFirmware

/** A release of the library. */
export interface ReleaseFirmware {
  kind: 'release'
  product: string
  version: string
  /** Null: the build for the chip that turns up. */
  board: string | null
}

/** Files from the visitor's disk; an address of null lets the plan find it. */
export interface FilesFirmware {
  kind: 'files'
  files: readonly ChosenFile[]
}

/** An ESP Web Tools manifest from the visitor's disk, with the files that it names. */
export interface ManifestFirmware {
  kind: 'manifest'
  name: string
  /** Null where the manifest names none. */
  version: string | null
  /** At most one for a chip, of those whose files are all there. */
  builds: readonly ManifestBuild[]
}

export interface ManifestBuild {
  /** As Espressif writes it; also one that is not known here. */
  chip: string
  /** With their addresses. */
  files: readonly ChosenFile[]
}
