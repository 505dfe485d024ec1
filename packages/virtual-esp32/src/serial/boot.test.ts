import { makeMergedImage, makeOtadata, partition } from '@cyberdeck-ota/esp-image'
import { describe, expect, it } from 'vitest'
import { boot } from './boot.ts'
import { chipModel, type SerialChip } from './chips.ts'
import { exampleApp, exampleFlash, examplePartitions } from './exampleFlash.ts'
import { createFlashMemory } from './flashMemory.ts'
import { everyChip } from './testHost.ts'

const FLASH = 0x400000
const [one, two] = [exampleApp('ESP32', { version: '1.00' }), exampleApp('ESP32', { version: '2.00' })]

function bootOf(contents: Uint8Array, chip: SerialChip = 'ESP32', flashSize = FLASH) {
  const model = chipModel(chip)
  const flash = createFlashMemory(flashSize, contents, false, {})
  const { lines, ends } = boot(model, flash, model.usualRevision)
  return { text: lines.join('\n'), ends }
}

/** Which app starts, or why the chip resets. */
const runs = (ends: ReturnType<typeof bootOf>['ends']) =>
  'app' in ends ? `${ends.app.slot} ${ends.app.version}` : `reset: ${ends.resets}`

function withFactory(selected?: number) {
  const withFactoryApp = [...examplePartitions, partition('factory', 0, 0, 0xd0000, 0x60000)]
  const factory = exampleApp('ESP32', { version: '0.01' })
  const choice = selected === undefined ? {} : { selected }
  return makeMergedImage({ partitions: withFactoryApp, apps: { factory, app0: one, app1: two }, ...choice })
}

function corrupted(chip: SerialChip, at: number): Uint8Array {
  const image = exampleFlash(chip)
  image[at] = (image[at] ?? 0) ^ 1
  return image
}

describe('booting', () => {
  it.each(everyChip)('starts the app that otadata selects (%s)', (chip) => {
    const { text, ends } = bootOf(exampleFlash(chip), chip)
    expect(ends).toMatchObject({
      app: { slot: 'app0', offset: 0x10000, slotSize: 0x60000, project: 'thermo' },
    })
    expect('app' in ends && ends.app.image).toEqual(exampleApp(chip))
    expect(text).toContain('boot: Loaded app from partition at offset 0x10000')
  })

  it.each(everyChip)('repeats an invalid header where no bootloader stands (%s)', (chip) => {
    const { text, ends } = bootOf(new Uint8Array(0), chip)
    expect(text).toBe(Array(8).fill('invalid header: 0xffffffff').join('\n'))
    expect(runs(ends)).toBe('reset: watchdog')
  })

  it('finds no bootloader of ESP32 where ESP32-S3 looks, and that of another chip it names', () => {
    expect(bootOf(exampleFlash('ESP32'), 'ESP32-S3').text).toContain('invalid header: 0xffffffff')
    expect(bootOf(exampleFlash('ESP32-C3'), 'ESP32-S3').text).toContain(
      'Invalid chip id. Expected 9 read 5. Bootloader for wrong chip?',
    )
  })

  it('stops in the ROM when the bootloader is damaged', () => {
    const { text, ends } = bootOf(corrupted('ESP32', 0x1100))
    expect(text).toContain('ets_main.c 371')
    expect(runs(ends)).toBe('reset: watchdog')
  })

  it('says that there is no partition table', () => {
    const image = exampleFlash('ESP32')
    image.fill(0xff, 0x8000, 0x9000)
    const { text, ends } = bootOf(image)
    expect(text).toContain('flash_parts: partition 0 invalid magic number 0xffff')
    expect(runs(ends)).toBe('reset: software')
  })

  it('says that a partition ends behind the flash', () => {
    const large = examplePartitions.map((part) =>
      part.label === 'app1' ? { ...part, size: 0x200000 } : part,
    )
    const { text } = bootOf(makeMergedImage({ partitions: large, apps: { app0: one } }), 'ESP32', 0x100000)
    expect(text).toContain(
      'partition 3 invalid - offset 0x70000 size 0x200000 exceeds flash chip size 0x100000',
    )
  })

  it.each([
    [0, 'app0 1.00'],
    [1, 'app1 2.00'],
    [undefined, 'factory 0.01'],
  ])('starts what otadata says, and the factory app where it says nothing (%s)', (selected, app) => {
    expect(runs(bootOf(withFactory(selected)).ends)).toBe(app)
  })

  it('starts the first slot where otadata is erased and there is no factory app', () => {
    const image = exampleFlash('ESP32', { app0: one, app1: two })
    image.fill(0xff, 0xe000, 0x10000)
    expect(runs(bootOf(image).ends)).toBe('app0 1.00')
  })

  it('goes on to the other slot when nothing bootable is in the selected one', () => {
    const image = exampleFlash('ESP32', { app0: one })
    image.set(makeOtadata(1), 0xe000)
    const { text, ends } = bootOf(image)
    expect(text).toContain('esp_image: image at 0x70000 has invalid magic byte (nothing flashed here?)')
    expect(text).toContain('boot: OTA app partition slot 1 is not bootable')
    expect(runs(ends)).toBe('app0 1.00')
  })

  it.each([
    ['a damaged app', corrupted('ESP32', 0x10150), 'esp_image: Image hash failed - image is corrupt'],
    [
      'an app for another chip',
      exampleFlash('ESP32', { app0: exampleApp('ESP32-C3') }),
      'boot_comm: mismatch chip ID, expected 0, found 5',
    ],
    [
      'an app for later silicon',
      exampleFlash('ESP32', { app0: exampleApp('ESP32', { minChipRevision: 399 }) }),
      'boot_comm: Image requires chip rev >= v3.99, but chip is v3.1',
    ],
  ])('resets over and over with %s and no other', (_, image, said) => {
    const { text, ends } = bootOf(image)
    expect(text).toContain(said)
    expect(text).toContain('boot: No bootable app partitions in the partition table')
    expect(runs(ends)).toBe('reset: software')
  })
})
