import { createHash } from 'node:crypto'
import { makePartitionTable } from '@cyberdeck-ota/esp-image'
import { expect, test } from 'vitest'
import { exampleParts, partBytes } from './exampleParts.ts'
import { readFirmware } from './firmwareReading.ts'
import { isMadeHere, type PartFile, withoutPart, withPart } from './partFiles.ts'

const partOf = async (bytes: Uint8Array) => (await readFirmware(new Blob([new Uint8Array(bytes)]))).part
const { bootloader, partitions, otadata } = exampleParts() as Required<ReturnType<typeof exampleParts>>

test('each part is told by its contents, whatever the file is called', async () => {
  const bytes = partBytes()
  expect(await partOf(bytes['bootloader.bin'])).toMatchObject({ name: 'bootloader', wantsOtadata: false })
  expect(await partOf(bytes['partitions.bin'])).toMatchObject({ name: 'partitions', wantsOtadata: true })
  expect(await partOf(bytes['boot_app0.bin'])).toMatchObject({ name: 'otadata' })
  expect(await partOf(new Uint8Array(0x2000).fill(0xff))).toMatchObject({ name: 'otadata' })
})

test('a table without a place for otadata does not want any', async () => {
  const single = { type: 0, subtype: 0, offset: 0x10000, size: 0x10000, label: 'factory', flags: 0 }
  expect(await partOf(makePartitionTable([single]))).toMatchObject({ wantsOtadata: false })
})

test('an erased file of another size, an app and text are no parts', async () => {
  expect(await partOf(new Uint8Array(0x3000).fill(0xff))).toBeNull()
  expect(await partOf(new Uint8Array(0x2000))).toBeNull()
  expect(await partOf(new TextEncoder().encode('hello, this is text'))).toBeNull()
})

test('empty otadata is added for a table that wants it, gives way to the real one, and goes with the table', () => {
  const parts = withPart(withPart({}, bootloader), partitions)
  const made = parts.otadata as PartFile
  expect(isMadeHere(made)).toBe(true)
  expect(made.sha256).toBe(createHash('sha256').update(made.bytes).digest('hex'))
  expect(made.file).toMatchObject({ name: 'ota_data_initial.bin', size: 0x2000 })

  expect(withPart(parts, otadata).otadata).toBe(otadata)
  expect(withoutPart(withPart(parts, otadata), 'otadata').otadata).toBe(made)
  expect(withoutPart(parts, 'partitions')).toEqual({ bootloader })
  expect(withPart(parts, { ...partitions, wantsOtadata: false })).not.toHaveProperty('otadata')
})
