import { checkInOf } from '@cyberdeck-ota/core'
import { VerdictNow } from '@cyberdeck-ota/schema'
import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import type { Fleet } from '../fleet/fleet.ts'
import type { FleetStore } from '../fleet/store.ts'
import type { RegistryDoor } from '../registry/registry.ts'
import { deviceAt, deviceParams } from './deviceFound.ts'
import { callerAs, verdictNow } from './verdictNow.ts'

/** `GET /devices/:id/verdict`: what a device would be answered now, if it said again what it last said. */
export function registerDeviceVerdictRoute(
  scope: FastifyInstance,
  deps: {
    devices: Pick<FleetStore, 'find'>
    fleet: Pick<Fleet, 'memoryOf'>
    registry: Pick<RegistryDoor, 'current'>
    now: () => number
  },
): void {
  scope.withTypeProvider<ZodTypeProvider>().get(
    '/devices/:id/verdict',
    {
      schema: {
        summary: 'What a device would be answered now',
        description: 'If it said again what it last said: the verdict, why, and the exact reply.',
        tags: ['fleet'],
        params: deviceParams,
        response: { 200: VerdictNow },
      },
    },
    async (request) => {
      const device = await deviceAt(deps.devices, request.params)
      const memory = deps.fleet.memoryOf(callerAs(device), device.reported.product)
      return verdictNow(deps.registry.current, memory, checkInOf(device.reported), deps.now())
    },
  )
}
