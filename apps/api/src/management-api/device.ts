import { Refusal } from '@cyberdeck-ota/core'
import { Device, DeviceMerge, DevicePatch } from '@cyberdeck-ota/schema'
import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { StoredDevice } from '../fleet/store.ts'
import type { RegistryDoor } from '../registry/registry.ts'
import { byOf } from './caller.ts'
import { detailsOf } from './deviceDetails.ts'
import { deviceAt, deviceParams, unknownDevice } from './deviceFound.ts'
import { assignedBy } from './devicePatch.ts'
import { afterWrite, type DeviceWriteDeps } from './deviceWrite.ts'

const tags = ['fleet']

/** `GET`, `PATCH`, `DELETE /devices/:id` and `POST /devices/:id/merge`. */
export function registerDeviceRoutes(
  scope: FastifyInstance,
  deps: DeviceWriteDeps & { registry: Pick<RegistryDoor, 'current'> },
): void {
  const { devices, fleet, registry, now } = deps
  const routes = scope.withTypeProvider<ZodTypeProvider>()
  const details = (device: StoredDevice) => detailsOf(devices, device, { now: now(), upSince: fleet.upSince })

  routes.get(
    '/devices/:id',
    { schema: { summary: 'A device', tags, params: deviceParams, response: { 200: Device } } },
    async (request) => details(await deviceAt(devices, request.params)),
  )

  routes.patch(
    '/devices/:id',
    {
      schema: {
        summary: 'Assign something to a device',
        description: 'Name, notes, tags, channel, pin, hold; what is left out stays as it is.',
        tags,
        params: deviceParams,
        body: DevicePatch,
        response: { 200: Device },
      },
    },
    async (request) => {
      const device = await deviceAt(devices, request.params)
      const assigned = assignedBy(request.body, device, registry.current)
      if (Object.keys(assigned).length === 0) return details(device)
      const patched = await devices.patch(device.id, assigned, byOf(request), now())
      if (!patched) throw unknownDevice(device.id)
      await afterWrite(deps)
      return details(await deviceAt(devices, request.params))
    },
  )

  routes.delete(
    '/devices/:id',
    {
      schema: {
        summary: 'Forget a device',
        description: 'With its history. A device that checks in again is a new one.',
        tags,
        params: deviceParams,
        response: { 204: z.undefined().describe('Forgotten') },
      },
    },
    async (request, reply) => {
      const { id } = await deviceAt(devices, request.params)
      await devices.forget({ ids: [id] })
      await afterWrite(deps)
      return reply.code(204).send(undefined)
    },
  )

  routes.post(
    '/devices/:id/merge',
    {
      schema: {
        summary: 'Merge another record of the same board into a device',
        description: 'The device in the body vanishes; whoever polls under its id is the one in the address.',
        tags,
        params: deviceParams,
        body: DeviceMerge,
        response: { 200: Device },
      },
    },
    async (request) => {
      const into = await deviceAt(devices, request.params)
      const from = await devices.find(request.body.id)
      if (!from) throw unknownDevice(request.body.id)
      if (from.row === into.row)
        throw new Refusal('bad-field', 'The field "id" was refused: it is the device itself.')
      if (!(await devices.merge(into.id, from.id, byOf(request), now()))) throw unknownDevice(from.id)
      await afterWrite(deps)
      return details(await deviceAt(devices, request.params))
    },
  )
}
