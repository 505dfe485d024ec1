import { makeBootloader, makeOtadata, makePartitionTable } from '@cyberdeck-ota/esp-image'
import type { PartFile, PartFiles } from './partFiles.ts'

/** For tests: what Arduino leaves beside an app, by the names of its files. The table is ESP-IDF's with two OTA slots. */
export function partBytes({ chipId = 0 } = {}) {
  return {
    'bootloader.bin': makeBootloader({ chipId }),
    'partitions.bin': makePartitionTable(),
    'boot_app0.bin': makeOtadata(0),
  }
}

/** The same, read. */
export function exampleParts({ chipId = 0 } = {}): PartFiles {
  const bytes = partBytes({ chipId })
  const part = (
    name: PartFile['name'],
    fileName: keyof typeof bytes,
    sha256: string,
    wantsOtadata = false,
  ): PartFile => ({
    name,
    bytes: bytes[fileName],
    file: new File([new Uint8Array(bytes[fileName])], fileName),
    sha256: sha256.repeat(64),
    wantsOtadata,
  })
  return {
    bootloader: part('bootloader', 'bootloader.bin', '1'),
    partitions: part('partitions', 'partitions.bin', '2', true),
    otadata: part('otadata', 'boot_app0.bin', '3'),
  }
}
