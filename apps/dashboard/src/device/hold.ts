import type { Device } from '@cyberdeck-ota/schema'
import { toastError } from '../ui/toast.tsx'
import { assign } from './assign.ts'

/** Holds a device, or takes the hold off; says so, and offers Undo. */
export function setHold(device: Device, hold: boolean): void {
  const sentence = hold
    ? 'It is held: it gets nothing until the hold is taken off.'
    : 'It is not held any more.'
  assign(device, { hold }, sentence).catch(toastError)
}
