import { afterAll, describe, expect, it } from 'vitest'
import { exampleApp, exampleFlash } from './exampleFlash.ts'
import { createVirtualSerial } from './hostSerial.ts'
import { esptool, listen, portOf, restart, testBoard, unplugAll, until, writing } from './testHost.ts'

// These tests mostly wait for esptool-js's pauses, so they do it together.
afterAll(unplugAll)

const app = exampleApp('ESP32', { version: '3.00', size: 0x4000 })
const s3App = exampleApp('ESP32-S3', { version: '3.00', size: 0x4000 })

describe.concurrent('esptool-js on a board with a fault', () => {
  it('sees a flipped bit by its MD5, and reads it back', async () => {
    const board = testBoard({ flash: exampleFlash('ESP32'), faults: { flipsBitAt: 0x12345 } })
    const { loader } = esptool(board)
    await loader.main()
    const write = () => loader.writeFlash(writing({ address: 0x10000, data: app }))
    await expect(write()).rejects.toThrow('MD5 of file does not match data in flash!')
    const readBack = await loader.readFlash(0x10000, app.length)
    const wrong = [...readBack.keys()].filter((at) => readBack[at] !== app[at])
    expect(wrong).toEqual([0x2345])
    board.faults.flipsBitAt = null
    await write()
  })

  it('is told at once that the cable came off in the middle of a write', async () => {
    const board = testBoard({ flash: exampleFlash('ESP32') })
    const { loader } = esptool(board)
    await loader.main()
    const unplugged = new Promise((resolve) => portOf(board).addEventListener('disconnect', resolve))
    board.faults.pullsCableAtByte = 40_000
    const data = exampleApp('ESP32', { size: 0x20000 })
    const failed = loader.writeFlash(writing({ address: 0x10000, data })).catch(() => 'failed')
    expect(await Promise.race([failed, unplugged])).toBeInstanceOf(Event)
    expect(board.port).toBeNull()
    const written = board.flash.subarray(0x10000, 0x10000 + data.length)
    expect(written.subarray(0, 0x100)).toEqual(data.subarray(0, 0x100))
    expect(written).not.toEqual(data)
  })

  it('goes back to 115,200 baud when the other does not work, and flashes', async () => {
    const board = testBoard({ flash: exampleFlash('ESP32'), faults: { failingBauds: [921_600] } })
    const { loader, transport, said } = esptool(board, 921_600)
    await loader.main()
    expect(said.join('\n')).toContain('Continuing at 115200 baud')
    await loader.writeFlash(writing({ address: 0x10000, data: app }))
    await restart(transport)
    await until(() => expect(board.running?.version).toBe('3.00'))
  })

  it('reaches a board without BOOT circuit only while its button is held', async () => {
    const board = testBoard({ flash: exampleFlash('ESP32'), faults: { noBootCircuit: true } })
    const first = esptool(board)
    await expect(first.loader.connect('default_reset', 1)).rejects.toThrow('Failed to connect')
    expect(board.running?.version).toBe('2.34')
    await first.transport.disconnect()
    board.holdBoot()
    board.pressReset()
    board.releaseBoot()
    const { loader, transport } = esptool(board)
    await loader.main('no_reset')
    await loader.writeFlash(writing({ address: 0x10000, data: app }))
    await restart(transport)
    expect(board.mode).toBe('stub')
    board.pressReset()
    await until(() => expect(board.running?.version).toBe('3.00'))
  })

  it('writes in Secure Download Mode, and can neither look at the chip nor verify', async () => {
    const board = testBoard({
      chip: 'ESP32-S3',
      flash: exampleFlash('ESP32-S3'),
      faults: { secureDownload: true },
    })
    const { loader, transport, said } = esptool(board)
    expect(await loader.main()).toBe('ESP32-S3')
    expect(loader.secureDownloadMode).toBe(true)
    expect(said.join('\n')).toContain('Secure Download Mode')
    expect(board.mode).toBe('download')
    const write = writing({ address: 0x10000, data: s3App })
    await expect(loader.writeFlash(write)).rejects.toThrow()
    expect(board.flash.subarray(0x10000, 0x10000 + s3App.length)).toEqual(s3App)
    await restart(transport)
    await until(() => expect(board.running?.version).toBe('3.00'))
  })

  it('finds a port that another program has', async () => {
    const board = testBoard({ faults: { busy: true } })
    await expect(esptool(board).loader.main()).rejects.toMatchObject({ name: 'NetworkError' })
    board.faults.busy = false
    await esptool(board).loader.main()
  })
})

describe.concurrent('encrypted flash', () => {
  it('is told by the chip, unreadable over the cable, and starts nothing plain', async () => {
    const board = testBoard({ chip: 'ESP32-S3', flash: exampleFlash('ESP32-S3'), encrypted: true })
    await until(() => expect(board.running?.version).toBe('2.34'))
    const { loader, transport } = esptool(board)
    await loader.main()
    expect((await loader.getSecurityInfo(false)).flashCryptCnt).toBe(1)
    expect([...(await loader.readFlash(0x8000, 2))]).not.toEqual([0xaa, 0x50])
    await loader.writeFlash(writing({ address: 0, data: exampleFlash('ESP32-S3') }))
    await restart(transport)
    await transport.disconnect()
    await portOf(board).open({ baudRate: 115_200 })
    const console = listen(portOf(board))
    await until(() => expect(console.text()).toMatch(/invalid header: 0x(?!ffffffff)/))
    expect(board.running).toBeNull()
  })

  it('stands in an eFuse of ESP32, which has no GET_SECURITY_INFO', async () => {
    const { loader } = esptool(testBoard({ encrypted: true }))
    await loader.main()
    expect(((await loader.readReg(0x3ff5a000)) >> 20) & 0x7f).toBe(1)
  })
})

describe.concurrent('native USB', () => {
  it('resets by its own lines', async () => {
    const board = testBoard({ chip: 'ESP32-C3', usb: 'native', flash: exampleFlash('ESP32-C3') })
    const { loader, transport } = esptool(board)
    await loader.main()
    expect(board.mode).toBe('stub')
    await restart(transport)
    await until(() => expect(board.running?.version).toBe('2.34'))
  })

  it('loses its port at a reset and comes back as another, which goes on without a reset', async () => {
    const board = testBoard({
      chip: 'ESP32-S3',
      usb: 'native',
      flash: exampleFlash('ESP32-S3'),
      faults: { reenumerates: true },
    })
    const serial = createVirtualSerial([board])
    const comes = () => new Promise((resolve) => serial.addEventListener('connect', resolve, { once: true }))
    const lost = portOf(board)
    const again = comes()
    await expect(esptool(board).loader.main()).rejects.toMatchObject({ name: 'InvalidStateError' })
    await again
    expect(await serial.getPorts()).not.toContain(lost)
    const { loader } = esptool(board)
    await loader.main('no_reset')
    await loader.writeFlash(writing({ address: 0x10000, data: s3App }))
    board.faults.reenumerates = false
    await restart(loader.transport)
    await until(() => expect(board.running?.version).toBe('3.00'))
  })

  it('leaves a download mode that was entered by the button only by the RTC watchdog', async () => {
    const board = testBoard({ chip: 'ESP32-S3', usb: 'native', flash: exampleFlash('ESP32-S3') })
    board.holdBoot()
    board.pressReset()
    board.releaseBoot()
    const first = esptool(board)
    await first.loader.main('no_reset')
    expect((await first.loader.readReg(0x60004038)) & 8).toBe(0)
    await restart(first.transport)
    await first.transport.disconnect()
    expect(board.mode).toBe('download')

    const { loader } = esptool(board)
    await loader.main('no_reset')
    await loader.writeReg(0x600080b0, 0x50d83aa1)
    await loader.writeReg(0x60008098, 0xd0000102).catch(() => {})
    await until(() => expect(board.running?.version).toBe('2.34'))
  })
})

describe.concurrent('the console of a board that does not run', () => {
  it('says over and over that it finds no bootloader', async () => {
    const board = testBoard()
    await portOf(board).open({ baudRate: 115_200 })
    const console = listen(portOf(board))
    await until(() =>
      expect(console.text().match(/rst:0x10 \(RTCWDT_RTC_RESET\)/g)?.length).toBeGreaterThan(1),
    )
    expect(console.text()).toContain('invalid header: 0xffffffff\r\n')
    expect([board.running, board.mode]).toEqual([null, 'starting'])
  })

  it.each([
    ['panics', 'Guru Meditation Error', 'rst:0xc (SW_CPU_RESET)'],
    ['brownsOut', 'Brownout detector was triggered', 'rst:0xf (RTCWDT_BROWN_OUT_RESET)'],
  ] as const)('shows a board that %s at every start', async (fault, said, reset) => {
    const board = testBoard({ flash: exampleFlash('ESP32'), faults: { [fault]: true } })
    await portOf(board).open({ baudRate: 115_200 })
    const console = listen(portOf(board))
    await until(() => expect(console.text().split(said).length).toBeGreaterThan(3))
    expect(console.text()).toContain(reset)
    board.faults[fault] = false
    await until(() => expect(board.mode).toBe('app'))
  })

  it('says that it waits for a download, and once it runs what runs', async () => {
    const board = testBoard({ chip: 'ESP32-C3', flash: exampleFlash('ESP32-C3') })
    await portOf(board).open({ baudRate: 115_200 })
    const console = listen(portOf(board))
    board.holdBoot()
    board.pressReset()
    await until(() =>
      expect(console.text()).toContain('boot:0x4 (DOWNLOAD(USB/UART0/1))\r\nwaiting for download'),
    )
    board.releaseBoot()
    board.pressReset()
    await until(() => expect(console.text()).toContain('App version:      2.34'))
    board.panic()
    await until(() => expect(console.text()).toContain('MEPC    : 0x'))
  })
})
