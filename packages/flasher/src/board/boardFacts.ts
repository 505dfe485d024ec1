import type { BoardContents } from './contents.ts'

/** What is known of a board on a cable. */
export interface BoardFacts {
  /** Family as Espressif writes it: "ESP32-S3". */
  chip: string
  /** `chip_id` of images for it; null for ESP8266, whose images carry none. */
  chipId: number | null
  /** As esptool words it: "ESP32-S3 (QFN56) (revision v0.2)". */
  description: string
  /** major*100+minor; null where it cannot be read. */
  revision: number | null
  /** Upper-case with colons; null where it cannot be read. */
  mac: string | null
  /** Bytes; null where it cannot be read. */
  flashSize: number | null
  /** Where in flash the chip's ROM looks for the bootloader. */
  bootloaderAt: number
  encrypted: boolean
  secureBoot: boolean
  /** The chip lets flash be written, and nothing be read. */
  secureDownload: boolean
  /** Null where flash cannot be read. */
  contents: BoardContents | null
}
