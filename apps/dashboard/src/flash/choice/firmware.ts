import type { ChosenFile } from '@cyberdeck-ota/flasher'
import type { InstallManifest } from '@cyberdeck-ota/schema'

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
  version: string
  /** Files have their addresses. */
  builds: readonly { chip: InstallManifest['builds'][number]['chipFamily']; files: readonly ChosenFile[] }[]
}

/** Sets of files for one board, the one that changes least first. The first that goes on the board is taken. */
export type FileSets = readonly (readonly ChosenFile[])[]
