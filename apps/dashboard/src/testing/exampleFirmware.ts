import {
  defaultHashes,
  hex,
  makeBootloader,
  makeImage,
  makeMergedImage,
  makeOtadata,
  makePartitionTable,
} from '@cyberdeck-ota/esp-image'
import type { Build } from '@cyberdeck-ota/schema'
import { exampleBuild } from './examples.ts'

/*
 * Small firmware for ESP32-S3, of every kind that a cable writes, and builds of it as the server keeps them.
 */

const chipId = 9

export const app = makeImage({ chipId, project: 'thermo', version: '2.34' })
export const bootloader = makeBootloader({ chipId })
export const partitions = makePartitionTable()
export const otadata = makeOtadata(0)
export const factory = makeMergedImage({ chipId, apps: { factory: app } })
export const unknownData = Uint8Array.from({ length: 64 }, (_, index) => (index * 7 + 1) % 251)

const sha256 = (bytes: Uint8Array) => hex(defaultHashes.sha256(bytes))
const stored = (bytes: Uint8Array, fileName: string) => ({
  sha256: sha256(bytes),
  size: bytes.length,
  fileName,
})

/** What the server keeps of all builds here, by digest. */
export const blobs = new Map(
  [app, bootloader, partitions, otadata, factory].map((bytes) => [sha256(bytes), bytes]),
)

/** An app alone. */
export function appBuild(over: Partial<Build> = {}): Build {
  return exampleBuild({ ...stored(app, 'thermo.bin'), chip: 'ESP32-S3', chipId, ...over })
}

export const buildWithFactory = appBuild({
  factory: { ...stored(factory, 'merged.bin'), appOffset: 0x10000, address: 0 },
})

export const buildWithParts = appBuild({
  parts: {
    bootloader: { ...stored(bootloader, 'bootloader.bin'), address: 0 },
    partitions: { ...stored(partitions, 'partitions.bin'), address: 0x8000 },
    otadata: { ...stored(otadata, 'boot_app0.bin'), address: 0xd000 },
    appAddress: 0x10000,
  },
})
