import { describe, expect, it } from 'vitest'
import {
  bridgeCircuit,
  type Lines,
  nativeUsbCircuit,
  type ResetCircuit,
  type ResetPins,
} from './resetLines.ts'

/** What a circuit does for lines given as "dr": capitals are asserted. */
function played(circuit: (pins: ResetPins) => ResetCircuit, ...states: string[]): string[] {
  const did: string[] = []
  const set = circuit({
    hold: () => did.push('hold'),
    release: (download) => did.push(download ? 'download' : 'start'),
  })
  for (const state of states) set({ dtr: state.includes('D'), rts: state.includes('R') } satisfies Lines)
  return did
}

describe('the two transistors of a USB bridge', () => {
  it.each([
    ['ClassicReset enters download mode', ['dR', 'Dr', 'dr'], ['hold', 'download']],
    ['RTS alone restarts', ['dr', 'dR', 'dr'], ['hold', 'start']],
    ['both asserted by a terminal do nothing', ['DR', 'dr', 'DR'], []],
    ['DTR alone does nothing', ['Dr', 'dr'], []],
    ['RTS while DTR is remembered, as after esptool-js’ after(), does nothing', ['Dr', 'DR', 'Dr'], []],
  ])('%s', (_, states, did) => {
    expect(played(bridgeCircuit, ...states)).toEqual(did)
  })
})

describe('the lines of USB-Serial/JTAG', () => {
  it.each([
    [
      'UsbJtagSerialReset enters download mode',
      ['dr', 'Dr', 'Dr', 'DR', 'dR', 'dR', 'dr'],
      ['hold', 'download'],
    ],
    ['RTS alone restarts', ['dr', 'dR', 'dr'], ['hold', 'start']],
    ['a flag that was taken back does not count', ['Dr', 'dr', 'dR'], ['hold', 'start']],
    ['RTS that stays asserted resets once', ['dR', 'dR', 'dR'], ['hold', 'start']],
  ])('%s', (_, states, did) => {
    expect(played(nativeUsbCircuit, ...states)).toEqual(did)
  })
})
