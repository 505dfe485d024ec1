import { afterAll, describe, expect, it } from 'vitest'
import { exampleApp, exampleFlash } from './exampleFlash.ts'
import {
  esptool,
  everyChip,
  factoryParts,
  md5,
  restart,
  testBoard,
  unplugAll,
  until,
  writing,
} from './testHost.ts'

afterAll(unplugAll)

const descriptions = {
  ESP32: 'ESP32-D0WD-V3 (revision 3)',
  'ESP32-S3': 'ESP32-S3 (QFN56) (revision v0.2)',
  'ESP32-C3': 'ESP32-C3 (QFN32) (revision v0.4)',
}

describe.concurrent.each(everyChip)('esptool-js and a virtual %s', (chip) => {
  it('flashes 300 KB, verifies its MD5, reads it back, and the board runs it after a reset', async () => {
    const old = exampleApp(chip, { version: '1.00', size: 4096 })
    const board = testBoard({ chip, flash: exampleFlash(chip, { app0: old }) })
    await until(() => expect(board.running?.version).toBe('1.00'))

    const { loader, transport, said } = esptool(board)
    expect(await loader.main()).toBe(descriptions[chip])
    expect(loader.chip.CHIP_NAME).toBe(chip)
    expect(await loader.chip.readMac(loader)).toBe('24:6f:28:01:02:03')
    expect(await loader.detectFlashSize()).toBe('4MB')
    expect(board.mode).toBe('stub')
    expect(board.running).toBeNull()

    const app = exampleApp(chip, { size: 300 * 1024 })
    const progress: number[] = []
    await loader.writeFlash({
      ...writing({ address: 0x10000, data: app }),
      reportProgress: (_, written, total) => progress.push(written / total),
    })
    expect(said).toContain('Hash of data verified.')
    expect(progress.at(-1)).toBe(1)
    const readBack = await loader.readFlash(0x10000, app.length)
    expect(md5(readBack)).toBe(md5(app))
    expect(md5(board.flash.subarray(0x10000, 0x10000 + app.length))).toBe(md5(app))

    await restart(transport)
    await until(() =>
      expect(board.running).toMatchObject({ slot: 'app0', version: '2.34', project: 'thermo' }),
    )
  })

  it('writes plain, erases, and reaches the registers', async () => {
    const board = testBoard({ chip })
    const { loader } = esptool(board, 115_200)
    await loader.main()
    const data = exampleApp(chip, { size: 0x5010 })
    await loader.writeFlash({ ...writing({ address: 0x20000, data }), compress: false })
    expect(board.flash.subarray(0x20000, 0x20000 + data.length)).toEqual(data)
    await loader.eraseFlash()
    expect(board.flash.every((cell) => cell === 0xff)).toBe(true)
    await loader.writeReg(0x50000000, 0x12345678)
    await loader.writeReg(0x50000000, 0, 0xff)
    expect(await loader.readReg(0x50000000)).toBe(0x12345600)
  })

  it('makes a blank board run from its parts', async () => {
    const board = testBoard({ chip })
    const { loader, transport } = esptool(board, 115_200)
    await loader.main()
    await loader.writeFlash(writing(...factoryParts(chip), { address: 0x10000, data: exampleApp(chip) }))
    await restart(transport)
    await until(() => expect(board.running).toMatchObject({ slot: 'app0', offset: 0x10000, version: '2.34' }))
  })
})
