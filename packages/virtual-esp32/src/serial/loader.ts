import type { ChipModel } from './chips.ts'
import type { SerialFaults } from './faults.ts'
import type { FlashMemory } from './flashMemory.ts'
import type { Registers } from './registers.ts'

/** Answers the packets of a host: the ROM, or the stub that a host has put into its place. */
export interface Loader {
  packet(packet: Uint8Array): void
}

/** The board as a loader has it under its hands. */
export interface LoaderBoard {
  chip: ChipModel
  flash: FlashMemory
  registers: Registers
  faults: SerialFaults
  encrypted: boolean
  send(packet: Uint8Array): void
  setBaud(baud: number): void
  /** Resets by software and starts what is in flash. */
  reboot(): void
  startStub(): void
}

const SECURE_DOWNLOAD = 1 << 2

/** GET_SECURITY_INFO: flags, flash encryption counter, purposes of seven keys, chip id, API version; 20 bytes. */
export function securityInfo({ chip, faults, encrypted }: LoaderBoard): Uint8Array {
  const info = new Uint8Array(20)
  const view = new DataView(info.buffer)
  view.setUint32(0, faults.secureDownload ? SECURE_DOWNLOAD : 0, true)
  info[4] = encrypted ? 1 : 0
  view.setUint32(12, chip.imageChipId, true)
  return info
}
