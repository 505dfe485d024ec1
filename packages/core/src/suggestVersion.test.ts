import { VersionText } from '@cyberdeck-ota/schema'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { suggestVersion } from './suggestVersion.ts'

const ofName = (fileName: string) => suggestVersion({ fileName, image: null })

describe('a version suggested for a file', () => {
  it.each([
    ['firmware_1.02.bin', '1.02'],
    ['WLED_0.15.0_ESP32.bin', '0.15.0'],
    ['wled-0.15.0-esp32.bin', '0.15.0'],
    ['thermo-v2.3.1-rc1.bin', '2.3.1-rc1'],
    ['thermo_2.3.1-beta.bin', '2.3.1-beta'],
    ['WLED_0.15.0-b3.ino.merged.bin', '0.15.0-b3'],
    ['v2.0.0.rc1.bin', '2.0.0.rc1'],
    ['thermo-v1.4.1-2-g0296947-dirty.bin', '1.4.1-2-g0296947-dirty'],
    ['fw1.3.bin', '1.3'],
    ['firmware.1.02.bin.gz', '1.02'],
    ['my.app.v1.2.bin', '1.2'],
    ['app-v7.bin', '7'],
    ['tasmota32-14.4.1.bin', '14.4.1'],
    ['radio-2.4GHz-1.3.bin', '1.3'],
    ['thermo-1.2.3+5_esp32.bin', '1.2.3+5'],
    ['firmware_1.02 (1).bin', '1.02'],
    ['C:\\builds\\9.9\\firmware_1.02.bin', '1.02'],
    ['app_2025.02.21_1.4.bin', '1.4'],
  ])('reads %s as %s', (fileName, version) => {
    expect(ofName(fileName)).toBe(version)
  })

  it.each([
    'firmware.bin',
    'sketch_feb21a.ino.bin',
    'esp32.bin',
    'esp32-c3.bin',
    'esp32s3-hello_world-b.bin',
    'image_4MB.bin',
    'fw_20250221.bin',
    'fw-2025-02-21.bin',
    'fw-2025.02.21.bin',
    'fw_21.02.2025.bin',
    'firmware (3).bin',
    'board-3.3V.bin',
    'app@0x10000.bin',
    '',
  ])('finds none in %s', (fileName) => {
    expect(ofName(fileName)).toBeNull()
  })

  it.each([
    [{ version: 'v5.5-dev-1610-g9cabe79385-dirty', project: 'thermo' }, 'v5.5-dev-1610-g9cabe79385-dirty'],
    [{ version: 'esp-idf: v4.4.4 e8bdaf9198', project: 'arduino-lib-builder' }, '1.02'],
    [{ version: 'b1c75d1-dirty', project: 'esp32-arduino-lib-builder' }, '1.02'],
    [{ version: 'esp-idf: release/v5.1 b6a66b7d8', project: 'nora' }, '1.02'],
    [{ version: '1', project: 'hello_world' }, '1.02'],
    [{ version: 'with spaces', project: 'thermo' }, '1.02'],
    [{ version: null, project: null }, '1.02'],
  ])('takes what is inside %j only where it means something', (image, version) => {
    expect(suggestVersion({ fileName: 'firmware_1.02.bin', image })).toBe(version)
  })

  it('is a valid version or none, whatever the file and its image say', () => {
    const image = fc.option(fc.record({ version: fc.option(fc.string()), project: fc.option(fc.string()) }))
    const fileName = fc.stringMatching(/^[-_.v0-9a-z+ ()]*\.bin$/)
    fc.assert(
      fc.property(fc.oneof(fc.string(), fileName), image, (name, inside) => {
        const version = suggestVersion({ fileName: name, image: inside })
        expect(version === null || VersionText.safeParse(version).success).toBe(true)
      }),
    )
  })
})
