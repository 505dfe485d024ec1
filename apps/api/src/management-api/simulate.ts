import { type CheckIn, type DeviceMemory, noMemory } from '@cyberdeck-ota/core'
import { SimulateRequest, VerdictNow } from '@cyberdeck-ota/schema'
import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import type { Fleet } from '../fleet/fleet.ts'
import type { FleetStore } from '../fleet/store.ts'
import { macOf } from '../mac.ts'
import type { RegistryDoor } from '../registry/registry.ts'
import { callerAs, verdictNow } from './verdictNow.ts'

export interface SimulateDeps {
  devices: Pick<FleetStore, 'find'>
  fleet: Pick<Fleet, 'memoryOf'>
  registry: Pick<RegistryDoor, 'current'>
  /** Milliseconds since 1970. */
  now: () => number
}

/** `POST /simulate`: the real decision about a check-in that nobody makes. */
export function registerSimulateRoute(scope: FastifyInstance, deps: SimulateDeps): void {
  scope.withTypeProvider<ZodTypeProvider>().post(
    '/simulate',
    {
      schema: {
        summary: 'What a check-in would be answered now',
        description:
          'Decided as a real one is, and recorded nowhere. What is known of `device`, such as a pin, counts.',
        tags: ['fleet'],
        body: SimulateRequest,
        response: { 200: VerdictNow },
      },
    },
    async ({ body }) =>
      verdictNow(deps.registry.current, await memoryFor(deps, body), checkInFor(body), deps.now()),
  )
}

async function memoryFor(
  { devices, fleet }: SimulateDeps,
  { device, product }: SimulateRequest,
): Promise<DeviceMemory> {
  const found = device ? await devices.find(macOf(device) ?? device) : null
  return found ? fleet.memoryOf(callerAs(found), product) : noMemory
}

function checkInFor(request: SimulateRequest): CheckIn {
  const { client, product } = request
  return {
    client,
    product,
    board: request.board ?? null,
    channel: request.channel ?? null,
    version: request.version || null,
    mode: null,
    runningSha256: request.runningSha256 ?? null,
    runningMd5: request.runningMd5 ?? null,
    freeSpace: request.freeSpace ?? null,
  }
}
