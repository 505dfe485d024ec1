import { undoDeviceAction } from '../api/deviceCommands.ts'
import { toast } from '../ui/toast.tsx'
import { deviceWords } from './fleetCounts.ts'

/** Undoes an action that changed so many devices, and says of how many it did not. */
export async function takeBack(undo: string, changed: number): Promise<void> {
  const left = changed - (await undoDeviceAction(undo)).changed
  if (left <= 0) return
  toast(
    `${deviceWords(left)} ${left === 1 ? 'was' : 'were'} changed again since, and ${left === 1 ? 'stays' : 'stay'} as that left it.`,
  )
}
