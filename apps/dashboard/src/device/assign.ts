import type { Assigned, Device, DevicePatch } from '@cyberdeck-ota/schema'
import { patchDevice } from '../api/deviceCommands.ts'
import { undoable } from '../ui/toast.tsx'

/** Changes what is assigned to a device, says so in `sentence`, and offers to put back exactly what the change replaced. */
export async function assign(
  { id, assigned }: Pick<Device, 'id' | 'assigned'>,
  patch: DevicePatch,
  sentence: string,
) {
  await patchDevice(id, patch)
  undoable(sentence, () => patchDevice(id, replacedBy(patch, assigned)))
}

/** Of what is assigned, the part that a patch replaces. */
export function replacedBy(patch: DevicePatch, assigned: Assigned): DevicePatch {
  return Object.fromEntries(Object.entries(assigned).filter(([name]) => name in patch))
}
