import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readEsp32Header } from './esp32Header.ts'
import { inspectImage, parsePartitionTable, runningDigests } from './index.ts'
import { hasLayout, readLayout } from './layout.ts'

/** What manifest.json says of one file; `esptool` is the real esptool's answer. */
interface Expected {
  file: string
  size: number
  class: {
    kind: string
    chip?: string | null
    imageLen?: number
    trailing?: number
    ptEntries?: { type: number; sub: number; off: number; size: number; label: string; flags: number }[]
  }
  esptool: {
    chip?: string
    chip_id?: number
    flash_size_freq?: number
    checksum?: number
    calc_checksum?: number
    min_rev_full?: number
    max_rev_full?: number
    append_digest?: boolean
    stored?: string
    segments?: { addr: number; len: number; off: number }[]
    app?: Record<'version' | 'project_name' | 'date' | 'time' | 'idf_ver' | 'app_elf_sha256', string> & {
      secure_version: number
    }
  }
}

const repository = resolve(import.meta.dirname, '../../..')
const directory = resolve(repository, process.env.ESP_IMAGES_DIR ?? '../shared/images')
const manifest = join(directory, 'manifest.json')

if (!existsSync(manifest)) {
  test.skip(`real images: skipped, ${manifest} does not exist (set ESP_IMAGES_DIR)`, () => {})
} else {
  const files: Expected[] = JSON.parse(readFileSync(manifest, 'utf8'))
  describe('a real file reads as esptool reads it:', () => {
    test.each(files.map((expected) => [expected.file, expected] as const))('%s', (file, expected) => {
      check(readFileSync(join(directory, file)), expected)
    })
  })
}

function check(bytes: Buffer, { class: { kind, ...known }, esptool }: Expected): void {
  const inspection = inspectImage(bytes)
  checkSegments(bytes, esptool)
  switch (kind) {
    case 'app':
      checkApp(bytes, known, esptool)
      return
    case 'esp8266-v1':
      expect(inspection).toMatchObject({
        verdict: 'accepted',
        // The manifest counts RTOS SDK's digest as trailing; here it ends the image.
        image: {
          kind: 'esp8266-app',
          chip: 'ESP8266',
          imageLength: (known.imageLen ?? 0) + (known.trailing ?? 0),
        },
        notes: [],
      })
      return
    case 'bootloader-or-ram':
      expect(inspection).toMatchObject({
        verdict: 'refused',
        code: expect.stringMatching(/^(bootloader|ram)-image$/),
      })
      return
    case 'partition-table':
      expect(inspection).toMatchObject({ code: 'partition-table' })
      expect(
        parsePartitionTable(bytes)?.map(({ subtype, offset, ...entry }) => ({
          ...entry,
          sub: subtype,
          off: offset,
        })),
      ).toEqual(known.ptEntries)
      return
    case 'littlefs':
      expect(inspection).toMatchObject({
        code: 'filesystem-image',
        sentence: expect.stringContaining('LittleFS'),
      })
      return
    case 'merged':
      // This one is WLED's bootloader and partition table alone: its app slots lie past its end.
      expect(inspection).toMatchObject({ verdict: 'merged', app: null })
      return
    case 'esp-encrypted-img':
      expect(inspection).toMatchObject({
        verdict: 'needs-override',
        override: 'encrypted',
        image: { imageLength: bytes.length },
      })
      return
    default:
      throw new Error(`the manifest knows a kind that this test does not: ${kind}`)
  }
}

function checkApp(bytes: Buffer, known: Omit<Expected['class'], 'kind'>, esptool: Expected['esptool']): void {
  const inspection = inspectImage(bytes)
  expect(inspection).toMatchObject({
    verdict: 'accepted',
    image: { kind: 'app', imageLength: known.imageLen },
  })
  if (inspection.verdict !== 'accepted') return
  const { image } = inspection
  const max = esptool.max_rev_full
  const app = esptool.app
  if (esptool.chip) {
    expect(image).toMatchObject({
      chip: esptool.chip,
      chipId: esptool.chip_id,
      appendedSha256: esptool.append_digest ? esptool.stored : null,
      minChipRevision: esptool.min_rev_full || null,
      maxChipRevision: max === 0 || max === 0xffff ? null : max,
      flashSize: 2 ** ((esptool.flash_size_freq ?? 0) >> 4) * 1024 * 1024,
      project: app?.project_name,
      version: app?.version,
      idf: app?.idf_ver,
      builtAt: `${app?.date} ${app?.time}`,
      // Older Arduino cores leave the field zero, which says nothing.
      elfSha256: app && /[^0]/.test(app.app_elf_sha256) ? app.app_elf_sha256 : null,
      secureVersion: app?.secure_version,
    })
  } else {
    // esptool takes a chip it does not know for an ESP8266 and gives up.
    expect(image).toMatchObject({ chip: `chip-${image.chipId}`, project: 'hello_world' })
  }
  expect(runningDigests(bytes, image)).toEqual({
    md5: createHash('md5').update(bytes.subarray(0, known.imageLen)).digest('hex'),
    sha256: image.appendedSha256,
  })
}

function checkSegments(bytes: Buffer, esptool: Expected['esptool']): void {
  if (!esptool.segments) return
  const layout = readLayout(bytes, 0, esptool.chip === 'esp8266' ? 8 : 24)
  expect(hasLayout(layout) && layout).toMatchObject({
    checksum: { stored: esptool.checksum, computed: esptool.calc_checksum },
    segments: esptool.segments.map(({ addr, len, off }) => ({ address: addr, at: off + 8, length: len })),
  })
  if (esptool.chip_id !== undefined) expect(readEsp32Header(bytes).chipId).toBe(esptool.chip_id)
}
