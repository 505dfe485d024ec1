import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { inspectImage, runningDigests } from '@cyberdeck-ota/esp-image'
import { describe, expect, test } from 'vitest'
import { readRunningApp } from './runningApp.ts'
import { verifyImage } from './verifyImage.ts'

/** What manifest.json says of one file; `esptool` is the real esptool's answer. */
interface Expected {
  file: string
  esptool: { chip_id?: number; checksum?: number; calc_checksum?: number }
}

const repository = resolve(import.meta.dirname, '../../..')
const directory = resolve(repository, process.env.ESP_IMAGES_DIR ?? '../shared/images')
const manifest = join(directory, 'manifest.json')

if (!existsSync(manifest)) {
  test.skip(`real images: skipped, ${manifest} does not exist (set ESP_IMAGES_DIR)`, () => {})
} else {
  const files: Expected[] = JSON.parse(readFileSync(manifest, 'utf8'))
  describe('a real file would be started where esptool finds an image for that chip:', () => {
    test.each(files.map((expected) => [expected.file, expected.esptool] as const))('%s', (file, esptool) => {
      const flash = readFileSync(join(directory, file))
      const { chip_id: chipId, checksum, calc_checksum } = esptool
      const fault = verifyImage(flash, { chipId: chipId ?? 0, chipRevision: null })
      expect(fault === null).toBe(chipId !== undefined && checksum === calc_checksum)
      const found = inspectImage(flash)
      if (fault !== null || found.verdict !== 'accepted') return
      const { md5, sha256 } = readRunningApp(flash)
      expect({ md5, sha256 }).toEqual(runningDigests(flash, found.image))
    })
  })
}
