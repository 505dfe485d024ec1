import type { FlashPort, FlashPorts } from '@cyberdeck-ota/flasher'
import { expect, test, vi } from 'vitest'
import { createPluggedPorts } from './pluggedPorts.ts'

const BRIDGE = { usbVendorId: 0x10c4, usbProductId: 0xea60 }
const NATIVE = { usbVendorId: 0x303a, usbProductId: 0x1001 }

/** A computer that ports are plugged into. */
function computer() {
  const events = new EventTarget()
  const present = new Set<FlashPort>()
  const ports = {
    getPorts: async () => [...present],
    addEventListener: events.addEventListener.bind(events),
    removeEventListener: events.removeEventListener.bind(events),
  } as unknown as FlashPorts
  const plugIn = (usb = BRIDGE) => {
    const port = Object.assign(new EventTarget(), { getInfo: () => usb }) as unknown as FlashPort &
      EventTarget
    present.add(port)
    events.dispatchEvent(new Event('connect'))
    return port
  }
  const unplug = (port: FlashPort & EventTarget) => {
    present.delete(port)
    port.dispatchEvent(new Event('disconnect'))
  }
  const onChange = vi.fn()
  return { plugged: createPluggedPorts(ports, onChange), plugIn, unplug, onChange }
}

async function started() {
  const all = computer()
  await all.plugged.start()
  return all
}

/** Until what was plugged in has been noticed. */
const noticed = ({ onChange }: ReturnType<typeof computer>) =>
  vi.waitFor(() => expect(onChange).toHaveBeenCalled()).then(() => onChange.mockClear())

test('what was plugged in before never has its turn by itself', async () => {
  const all = computer()
  all.plugIn()
  await all.plugged.start()
  const late = all.plugIn()
  await noticed(all)
  expect([all.plugged.takeNext(), all.plugged.takeNext()]).toEqual([late, null])
})

test('a port has its turn once for each time that it is plugged in', async () => {
  const all = await started()
  const port = all.plugIn()
  await noticed(all)
  expect([all.plugged.takeNext(), all.plugged.takeNext(), all.plugged.last]).toEqual([port, null, port])
  all.plugged.release()
  all.unplug(port)
  expect(all.plugged.last).toBeNull()
  const again = all.plugIn()
  await noticed(all)
  await vi.waitFor(() => expect(all.plugged.takeNext()).toBe(again))
})

test('native USB that leaves the bus during its turn comes back as the same board', async () => {
  const all = await started()
  const port = all.plugIn(NATIVE)
  await noticed(all)
  all.plugged.takeNext()
  all.unplug(port)
  all.onChange.mockClear()
  const back = all.plugIn(NATIVE)
  await noticed(all)
  expect([all.plugged.takeNext(), all.plugged.last]).toEqual([null, back])
})

test.each([
  ['another board with native USB, once the turn is over', NATIVE, true],
  ['another board behind a bridge, during the turn of one that was pulled', BRIDGE, false],
])('%s is another board', async (_, usb, isOver) => {
  const all = await started()
  const port = all.plugIn(usb)
  await noticed(all)
  all.plugged.takeNext()
  if (isOver) all.plugged.release()
  all.unplug(port)
  all.onChange.mockClear()
  const other = all.plugIn(usb)
  await noticed(all)
  expect(all.plugged.takeNext()).toBe(other)
})

test('when nobody knows whose turn it was, all that are plugged in have had theirs', async () => {
  const all = await started()
  all.plugIn()
  await noticed(all)
  await all.plugged.takeAll()
  expect(all.plugged.takeNext()).toBeNull()
})

test('what has not had its turn when it is stopped waits for a person after that', async () => {
  const all = await started()
  all.plugIn()
  await noticed(all)
  all.plugged.stop()
  await all.plugged.start()
  expect(all.plugged.takeNext()).toBeNull()
})

test('nothing is noticed any more once it is stopped', async () => {
  const all = await started()
  all.plugged.stop()
  all.plugIn()
  await all.plugged.takeAll()
  expect(all.onChange).not.toHaveBeenCalled()
})
