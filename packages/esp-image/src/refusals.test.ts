import { describe, expect, test } from 'vitest'
import { inspectImage, makeBootloader, makeImage, makeOtadata, makePartitionTable } from './index.ts'

describe('what is not an app is refused by name:', () => {
  const fat = new Uint8Array(4096)
  fat.set([0xeb, 0xfe, 0x90])
  fat.set(Buffer.from('FAT16'), 54)
  fat.set([0x55, 0xaa], 510)
  const littlefs = new Uint8Array(8192).fill(0x11)
  littlefs.set(Buffer.from('littlefs'), 8)
  const spiffs = new Uint8Array(3 * 4096).fill(0xff)
  for (const block of [0, 1]) {
    new DataView(spiffs.buffer).setUint16(block * 4096 + 252, (0x0529 ^ 0x100 ^ (3 - block)) & 0xffff, true)
  }
  const elf = Buffer.alloc(64)
  elf.set([0x7f, 0x45, 0x4c, 0x46])
  elf.writeUInt16LE(0x5e, 18)
  const uf2 = Buffer.alloc(512)
  uf2.set([0x55, 0x46, 0x32, 0x0a, 0x57, 0x51, 0x5d, 0x9e])
  uf2.writeUInt32LE(0xc47e5767, 28)

  test.each<[string, Uint8Array, string, RegExp]>([
    ['a bootloader', makeBootloader(), 'bootloader-image', /bootloader/],
    ['a partition table', makePartitionTable(), 'partition-table', /partition table/],
    ['otadata', makeOtadata(0), 'otadata-image', /boot_app0/],
    ['LittleFS', littlefs, 'filesystem-image', /LittleFS/],
    ['SPIFFS', spiffs, 'filesystem-image', /SPIFFS/],
    ['FAT', fat, 'filesystem-image', /FAT file system/],
    ['an ELF file', elf, 'elf-file', /Xtensa ELF/],
    ['a UF2 file', uf2, 'uf2-file', /UF2 file for ESP32-S3/],
    ['an Intel HEX file', Buffer.from(':020000040000FA\n:00000001FF\n'), 'hex-file', /Intel HEX/],
    ['a gzip file', Buffer.from('1f8b08000000000000ff0300000000000000000000', 'hex'), 'gzip-file', /gunzip/],
    ['a zip file', Buffer.from('PK\x03\x04 and so on'), 'zip-file', /zip archive/],
    ['a web page', Buffer.from('<!DOCTYPE html><title>404</title>'), 'text-file', /web page/],
    [
      'a git-lfs pointer',
      Buffer.from('version https://git-lfs.github.com/spec/v1\n'),
      'text-file',
      /git lfs pull/,
    ],
    ['other text', Buffer.from('# Name, Type, SubType\n'), 'text-file', /text file/],
    ['an empty file', new Uint8Array(), 'empty-file', /is empty/],
    ['erased flash', new Uint8Array(4096).fill(0xff), 'empty-file', /erased flash/],
    ['zeros', new Uint8Array(4096), 'empty-file', /zeros/],
    ['a Zigbee OTA file', Buffer.from('1ef1ee0b00010000', 'hex'), 'not-an-image', /Zigbee/],
    [
      'erased flash with data at its end',
      Buffer.concat([Buffer.alloc(2000, 0xff), Buffer.from([1])]),
      'not-an-image',
      /starts with 0xff/,
    ],
    ['unknown bytes', Buffer.from('0102030405060708', 'hex'), 'not-an-image', /starts with 0x01 0x02/],
  ])('%s', (_, bytes, code, sentence) => {
    expect(inspectImage(bytes)).toMatchObject({
      verdict: 'refused',
      code,
      sentence: expect.stringMatching(sentence),
    })
  })

  test('a RAM app', () => {
    const bytes = makeBootloader()
    bytes[32] = 81 // no longer a bootloader descriptor
    bytes[bytes.length - 33] = (bytes[bytes.length - 33] ?? 0) ^ 80 ^ 81
    expect(inspectImage(bytes)).toMatchObject({
      code: 'ram-image',
      sentence: expect.stringMatching(/RAM only/),
    })
  })

  test('a RAM app with a descriptor', () => {
    const bytes = makeImage({ digest: false })
    bytes.set([0x00, 0x00, 0xfb, 0x3f], 24)
    expect(inspectImage(bytes)).toMatchObject({ code: 'ram-image' })
  })

  test('a flash-encrypted image', () => {
    const bytes = new Uint8Array(32768)
    for (let i = 0, state = 1; i < bytes.length; i++) {
      state = (Math.imul(state, 1103515245) + 12345) | 0
      bytes[i] = state >>> 23
    }
    bytes[0] = 0x45
    expect(inspectImage(bytes)).toMatchObject({
      code: 'not-an-image',
      sentence: expect.stringMatching(/flash-encrypted/),
    })
  })

  test('every sentence is one sentence', () => {
    const all = [
      makeBootloader(),
      makePartitionTable(),
      makeOtadata(0),
      littlefs,
      elf,
      uf2,
      makeImage().subarray(0, 99),
    ].map((bytes) => inspectImage(bytes))
    for (const inspection of all) {
      expect('sentence' in inspection && inspection.sentence).toMatch(/^This [^\n]*\.$/)
    }
  })
})
