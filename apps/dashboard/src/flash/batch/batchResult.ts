import { suggestVersion } from '@cyberdeck-ota/core'
import type { FailedState, FlashState } from '@cyberdeck-ota/flasher'
import type { DeskState } from '../desk.ts'
import { writtenOf } from '../joined/written.ts'
import type { BatchBoard } from './batchBoard.ts'

type Told = Pick<BatchBoard, 'mac' | 'chip' | 'firmware' | 'outcome' | 'says' | 'started' | 'sentence'>
type Started = Extract<FlashState, { kind: 'console' | 'wifi' | 'done' }>

/** What became of the board that the desk shows; null when nothing did. */
export function resultOf({ firmware, flash, fetching }: DeskState): Told | null {
  switch (flash.kind) {
    case 'console':
    case 'wifi':
    case 'done': {
      const { fault } = flash.console
      return {
        mac: flash.board.mac,
        chip: flash.board.chip,
        firmware: writtenOf(firmware, flash.plan).title,
        outcome: fault ? 'does-not-start' : 'flashed',
        says: saidVersion(flash),
        started: hasSpoken(flash),
        sentence: fault?.sentence ?? null,
      }
    }
    case 'failed':
      return isSecondThought(flash) ? null : failed(flash.board, flash.sentence)
    case 'refused':
      return failed(flash.board, fetching.kind === 'impossible' ? fetching.sentence : flash.refusal.sentence)
    default:
      return null
  }

  function failed(board: FailedState['board'], sentence: string): Told {
    return {
      mac: board?.mac ?? null,
      chip: board?.chip ?? null,
      firmware: writtenOf(firmware, null).title,
      outcome: 'failed',
      says: null,
      started: false,
      sentence,
    }
  }
}

/** Whether what runs has told of itself. */
export function hasSpoken(flash: Started): boolean {
  return flash.console.boot !== null || wifiOf(flash) !== null
}

/** The version of its own that it told; null without one, as an Arduino sketch names that of the libraries. */
function saidVersion(flash: Started): string | null {
  const image = flash.console.boot
  return suggestVersion({ fileName: '', image }) ?? wifiOf(flash)?.device.version ?? null
}

function wifiOf(flash: Started) {
  return flash.kind === 'console' ? null : flash.wifi
}

/** The person did not want that board, and it is as it was. */
function isSecondThought({ code, whileWriting }: FailedState): boolean {
  return code === 'no-port-picked' || (code === 'cancelled' && !whileWriting)
}
