import type { Assigned, Device, DevicePatch } from '@cyberdeck-ota/schema'
import { deviceNow, patchDevice } from '../api/deviceCommands.ts'
import { undoable } from '../ui/toast.tsx'

/** Changes what is assigned to a device, says so in `sentence`, and offers to put back exactly what the change replaced. */
export async function assign(
  { id, assigned }: Pick<Device, 'id' | 'assigned'>,
  patch: DevicePatch,
  sentence: string,
) {
  await patchDevice(id, patch)
  undoable(sentence, async () => {
    const now = await deviceNow(id)
    if (!isAsLeft(patch, now.assigned))
      throw new Error('It has been changed again since, so nothing was put back.')
    await patchDevice(id, replacedBy(patch, assigned))
  })
}

/** Whether what a patch assigned is still assigned: who decided again since, decided last. */
export function isAsLeft(patch: DevicePatch, assigned: Assigned): boolean {
  const texts = (value: unknown) => JSON.stringify(Array.isArray(value) ? value.toSorted() : value)
  return Object.entries(patch).every(
    ([name, value]) => texts(value) === texts(assigned[name as keyof Assigned]),
  )
}

/** Of what is assigned, the part that a patch replaces. */
export function replacedBy(patch: DevicePatch, assigned: Assigned): DevicePatch {
  return Object.fromEntries(Object.entries(assigned).filter(([name]) => name in patch))
}
