import { deflateSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { chipModel, type SerialChip } from './chips.ts'
import { checksumOf, op } from './commands.ts'
import type { SerialFaults } from './faults.ts'
import { createFlashMemory } from './flashMemory.ts'
import type { Loader, LoaderBoard } from './loader.ts'
import { createRegisters } from './registers.ts'
import { createRomLoader } from './romLoader.ts'
import { createStubLoader } from './stubLoader.ts'

const SIZE = 0x100000

function loaderOn(
  make: (board: LoaderBoard) => Loader,
  name: SerialChip = 'ESP32',
  faults: SerialFaults = {},
) {
  const chip = chipModel(name)
  const flash = createFlashMemory(SIZE, new Uint8Array(0), false, faults)
  const sent: Uint8Array[] = []
  const did: string[] = []
  const registers = createRegisters({
    chip,
    efuses: [],
    flashSize: SIZE,
    nativeUsb: true,
    baud: () => 115_200,
    strappedLow: () => true,
    watchdogFires: () => did.push('watchdog'),
  })
  const loader = make({
    chip,
    flash,
    faults,
    registers,
    encrypted: false,
    send: (packet) => sent.push(packet),
    setBaud: (baud) => did.push(`baud ${baud}`),
    reboot: () => did.push('reboot'),
    startStub: () => did.push('stub'),
  })
  const ask = (command: number, data: Uint8Array = new Uint8Array(0), checksum = 0) => {
    sent.length = 0
    loader.packet(Uint8Array.of(0, command, data.length & 0xff, data.length >> 8, checksum, 0, 0, 0, ...data))
    return sent.map((packet) => [...packet])
  }
  const block = (data: Uint8Array) => Uint8Array.of(...words(data.length, 0, 0, 0), ...data)
  return { ask, block, did, flash, loader, sent }
}

function words(...values: number[]): Uint8Array {
  const bytes = new Uint8Array(values.length * 4)
  values.forEach((value, i) => {
    new DataView(bytes.buffer).setUint32(i * 4, value, true)
  })
  return bytes
}

describe('the ROM’s loader', () => {
  it('answers SYNC eight times, with its own value', () => {
    const answers = loaderOn(createRomLoader).ask(op.sync, new Uint8Array(36).fill(0x55))
    expect(answers).toEqual(Array(8).fill([1, 8, 4, 0, 0x07, 0x20, 0x55, 0x55, 0, 0, 0, 0]))
  })

  it('tells the MD5 of flash as 32 characters, behind which stand four status bytes', () => {
    const [answer = []] = loaderOn(createRomLoader).ask(op.spiFlashMd5, words(0, 16, 0, 0))
    expect(String.fromCharCode(...answer.slice(8, -4))).toBe('8d79cbc9a4ecdde112fc91ba625b13c2')
  })

  it('refuses what it does not know eight times, under another number', () => {
    const answers = loaderOn(createRomLoader).ask(op.getSecurityInfo)
    expect(answers).toEqual(Array(8).fill([1, 0, 4, 0, 0, 0, 0, 0, 1, 5, 0, 0]))
  })

  it('tells chip and Secure Download Mode where it knows GET_SECURITY_INFO, and then no register', () => {
    const { ask } = loaderOn(createRomLoader, 'ESP32-S3', { secureDownload: true })
    const [info = []] = ask(op.getSecurityInfo)
    expect(info.slice(8)).toEqual([4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 9, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0])
    expect(ask(op.readReg, words(0x40001000))).toHaveLength(8)
    expect(ask(op.memBegin, words(16, 1, 16, 0))).toHaveLength(8)
    expect(ask(op.flashBegin, words(0x1000, 1, 0x1000, 0))).toEqual([[1, 2, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0]])
  })

  it('starts a stub once all of it has come, and not before', () => {
    const { ask, block, did } = loaderOn(createRomLoader)
    expect(ask(op.memEnd, words(0, 0x4009_0000))[0]?.slice(8, 10)).toEqual([1, 6])
    ask(op.memBegin, words(4, 1, 4, 0x4009_0000))
    expect(ask(op.memEnd, words(0, 0x4009_0000))[0]?.slice(8, 10)).toEqual([1, 6])
    const data = Uint8Array.of(1, 2, 3, 4)
    expect(ask(op.memData, block(data), checksumOf(data) ^ 1)[0]?.slice(8, 10)).toEqual([1, 7])
    ask(op.memData, block(data), checksumOf(data))
    expect(did).toEqual([])
    ask(op.memEnd, words(0, 0x4009_0000))
    expect(did).toEqual(['stub'])
  })
})

describe('the stub', () => {
  it('answers SYNC once, with zero and two status bytes', () => {
    const answers = loaderOn(createStubLoader).ask(op.sync, new Uint8Array(36))
    expect(answers).toEqual([[1, 8, 2, 0, 0, 0, 0, 0, 0, 0]])
  })

  it('tells the MD5 of flash as 16 bytes', () => {
    const [answer = []] = loaderOn(createStubLoader).ask(op.spiFlashMd5, words(0, 16, 0, 0))
    expect(Buffer.from(answer.slice(8, -2)).toString('hex')).toBe('8d79cbc9a4ecdde112fc91ba625b13c2')
  })

  it('takes a block only with its checksum', () => {
    const { ask, block, flash } = loaderOn(createStubLoader)
    const image = Uint8Array.of(1, 2, 3, 4)
    const sent = deflateSync(image)
    ask(op.flashDeflBegin, words(4, 1, 0x4000, 0x1000))
    expect(ask(op.flashDeflData, block(sent), checksumOf(sent) ^ 4)[0]?.slice(8)).toEqual([1, 0xc1])
    expect(flash.cells[0x1000]).toBe(0xff)
    expect(ask(op.flashDeflData, block(sent), checksumOf(sent))[0]?.slice(8)).toEqual([0, 0])
    expect([...flash.cells.subarray(0x1000, 0x1005)]).toEqual([1, 2, 3, 4, 0xff])
  })

  it('erases a region, and everything', () => {
    const { ask, flash } = loaderOn(createStubLoader)
    flash.cells.fill(0)
    ask(op.eraseRegion, words(0x1000, 0x1000))
    expect([flash.cells[0xfff], flash.cells[0x1000], flash.cells[0x2000]]).toEqual([0, 0xff, 0])
    ask(op.eraseFlash)
    expect(flash.cells.every((cell) => cell === 0xff)).toBe(true)
    expect(ask(op.eraseRegion, words(SIZE, 0x1000))[0]?.slice(8)).toEqual([1, 0xc4])
  })

  it('sends no more flash than may be unacknowledged, then its digest, then takes commands again', () => {
    const { ask, loader, sent } = loaderOn(createStubLoader)
    const lengths = () => sent.map(({ length }) => length)
    ask(op.readFlash, words(0, 10_000, 4096, 2))
    expect(lengths()).toEqual([10, 4096, 4096])
    loader.packet(words(4096))
    expect(lengths()).toEqual([10, 4096, 4096, 1808])
    loader.packet(words(10_000))
    expect(lengths()).toEqual([10, 4096, 4096, 1808, 16])
    expect(ask(op.readReg, words(0x40001000))[0]?.slice(4, 8)).toEqual([0x83, 0x1d, 0xf0, 0])
  })

  it('reboots at FLASH_END only when it is told to', () => {
    const { ask, did } = loaderOn(createStubLoader)
    ask(op.flashEnd, words(1))
    expect(did).toEqual([])
    ask(op.flashEnd, words(0))
    expect(did).toEqual(['reboot'])
  })

  it('says that it has no command it does not have', () => {
    expect(loaderOn(createStubLoader).ask(0xd3)[0]?.slice(8)).toEqual([1, 0xff])
  })

  it('fires the RTC watchdog only once it is unlocked', () => {
    const { ask, did } = loaderOn(createStubLoader, 'ESP32-C3')
    const arm = words(0x60008090, 0xd0000102, 0xffffffff, 0)
    ask(op.writeReg, arm)
    expect(did).toEqual([])
    ask(op.writeReg, words(0x600080a8, 0x50d83aa1, 0xffffffff, 0))
    ask(op.writeReg, arm)
    expect(did).toEqual(['watchdog'])
  })

  it('tells nothing for bytes that are no command', () => {
    const { loader, sent } = loaderOn(createStubLoader)
    for (const packet of [[], [0, 8], [1, 8, 0, 0, 0, 0, 0, 0], [0, 8, 1, 0, 0, 0, 0, 0]]) {
      loader.packet(Uint8Array.from(packet))
    }
    expect(sent).toEqual([])
  })
})
