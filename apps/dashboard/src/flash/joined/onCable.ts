import type { DeskState } from '../desk.ts'
import { type Written, writtenOf } from './written.ts'

/** The board that is on its way into the fleet, and what it brings. */
export interface OnCable {
  mac: string | null
  written: Written
}

/** The board from when it is known on its cable until the next one is looked for; null without one. */
export function onCable({ firmware, flash }: DeskState): OnCable | null {
  switch (flash.kind) {
    case 'ready':
    case 'writing':
    case 'resetting':
    case 'console':
    case 'wifi':
    case 'done':
      return { mac: flash.board.mac, written: writtenOf(firmware, flash.plan) }
    default:
      return null
  }
}
