import { Refusal } from '@cyberdeck-ota/core'
import { deviceOfUrl } from '@cyberdeck-ota/schema'
import { z } from 'zod'
import type { FleetStore, StoredDevice } from '../fleet/store.ts'

export const deviceParams = z.object({
  id: z
    .string()
    .describe('percent-encoded; one that is taken for something else, such as `views`, after a `~`'),
})

export function unknownDevice(id: string): Refusal {
  return new Refusal('unknown-device', `No device ${JSON.stringify(id)} is known.`)
}

/**
 * The device that an address means (written by `deviceInUrl`), also by the id of one that was merged into it. Throws the
 * `Refusal` `unknown-device`.
 */
export async function deviceAt(
  store: Pick<FleetStore, 'find'>,
  { id }: z.infer<typeof deviceParams>,
): Promise<StoredDevice> {
  const meant = deviceOfUrl(id)
  const device = await store.find(meant)
  if (!device) throw unknownDevice(meant)
  return device
}
