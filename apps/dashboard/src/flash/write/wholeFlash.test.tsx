import {
  createVirtualSerial,
  createVirtualSerialEsp32,
  type VirtualSerialEsp32,
  type VirtualSerialEsp32Options,
} from '@cyberdeck-ota/virtual-esp32/serial'
import { expect, onTestFinished, test, vi } from 'vitest'
import { exampleApp, exampleFactory, exampleFile } from '../../testing/exampleBoards.ts'
import { button, render, says } from '../../testing/render.tsx'
import { BoardStep } from '../board/BoardStep.tsx'
import { createDesk } from '../createDesk.ts'
import type { Desk } from '../desk.ts'
import { useDesk } from '../useDesk.ts'
import { WriteStep } from './WriteStep.tsx'

vi.setConfig({ testTimeout: 30_000 })

function Steps({ desk }: { desk: Desk }) {
  const state = useDesk(desk)
  return (
    <>
      <BoardStep state={state} desk={desk} />
      <WriteStep state={state} desk={desk} />
    </>
  )
}

/** The two steps with a real board behind them, which runs thermo 1.00. */
function bench(options: Partial<VirtualSerialEsp32Options> = {}): { board: VirtualSerialEsp32; desk: Desk } {
  const board = createVirtualSerialEsp32({
    chip: 'ESP32-S3',
    mac: '24:6F:28:01:02:03',
    flash: exampleFactory(),
    timing: { bootMs: 5, watchdogMs: 20 },
    ...options,
  })
  const desk = createDesk({
    ports: createVirtualSerial([board]) as never,
    system: 'linux',
    timing: { improvMs: 20, silentMs: 300 },
    improv: () => Promise.reject(new Error('Nobody speaks it here.')),
    now: Date.now,
    readFiles: () => Promise.reject(new Error('Files are not read from anywhere.')),
  })
  onTestFinished(async () => {
    await desk.cancel()
    board.unplug()
  })
  render(<Steps desk={desk} />)
  return { board, desk }
}

const press = (name: string) => vi.waitFor(() => button(name).click(), { timeout: 10_000 })

test('a board is looked at, written and verified by two buttons', async () => {
  const { board, desk } = bench()
  desk.chooseFirmware({ kind: 'files', files: [exampleFile(exampleApp('2.34', 200_000))] })
  await press('Connect')
  await says('thermo 1.00')
  await says('App thermo 2.34 to app1 at 0x150000')
  await press('Flash')
  await says('Written and verified (MD5): thermo 2.34')
  await vi.waitFor(() => expect(board.running).toMatchObject({ slot: 'app1', version: '2.34' }), 10_000)
})

test('a cable that comes off while it writes is told, and trying again goes on to the end', async () => {
  const { board, desk } = bench()
  desk.chooseFirmware({ kind: 'files', files: [exampleFile(exampleApp('2.34', 256 * 1024))] })
  await press('Connect')
  await says('App thermo 2.34 to app1')
  board.faults.pullsCableAtByte = 120_000
  await press('Flash')
  await says('The board still starts what it had')
  board.faults.pullsCableAtByte = null
  board.plugIn()
  await press('Try again')
  await says('Written and verified (MD5): thermo 2.34')
})

test('a blank board says what is missing, stays connected, and takes a factory image', async () => {
  const { board, desk } = bench({ flash: new Uint8Array() })
  desk.chooseFirmware({ kind: 'files', files: [exampleFile(exampleApp('2.34'))] })
  await press('Connect')
  await says('This board has no bootloader and no partition table')
  await press('Add files')
  await says('Choose the firmware; the board stays connected.')
  desk.chooseFirmware({ kind: 'files', files: [exampleFile(exampleFactory(), 'factory.bin')] })
  await says('Factory image factory.bin')
  await press('Flash')
  await vi.waitFor(() => expect(board.running).toMatchObject({ slot: 'app0', version: '1.00' }), 10_000)
})

test('erasing everything that would leave nothing to start can be taken back where it is said', async () => {
  const { desk } = bench()
  desk.chooseFirmware({ kind: 'files', files: [exampleFile(exampleApp('2.34'))] })
  await press('Connect')
  await says('App thermo 2.34 to app1')
  await vi.waitFor(() => document.querySelector<HTMLInputElement>('input[type="checkbox"]')?.click())
  await says('Erasing everything also takes')
  await press('Keep what is on the board')
  await says('App thermo 2.34 to app1')
  expect(desk.get().eraseAll).toBe(false)
})
