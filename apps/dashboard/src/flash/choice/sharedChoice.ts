import type { Firmware } from './firmware.ts'

/** The choice that all ways share. Those beside "this computer" take releases only, and show the usual one for the rest. */
export interface SharedChoice {
  firmware: Firmware | null
  onChoose: (firmware: Firmware) => void
}
