import { findRelease, Refusal } from '@cyberdeck-ota/core'
import {
  type DeviceAction,
  DeviceActionPreview,
  DeviceActionRequest,
  DeviceActionResult,
  type DeviceSelection,
  type Registry,
} from '@cyberdeck-ota/schema'
import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { Fleet } from '../fleet/fleet.ts'
import type { Selection } from '../fleet/store.ts'
import type { RegistryDoor } from '../registry/registry.ts'
import { byOf } from './caller.ts'
import { readDeviceQuery } from './deviceQuery.ts'
import { summariesOf } from './deviceSummaries.ts'
import { warningsAbout } from './deviceWarnings.ts'
import { type DeviceWriteDeps, written } from './deviceWrite.ts'

const shown = 20
const tags = ['fleet']

/** `POST /devices/actions`, its preview and its undo: the same thing done to many devices. */
export function registerDeviceActionRoutes(
  scope: FastifyInstance,
  deps: DeviceWriteDeps & { fleet: Pick<Fleet, 'memoryOf'>; registry: Pick<RegistryDoor, 'current'> },
): void {
  const { devices, fleet, registry, now } = deps
  const routes = scope.withTypeProvider<ZodTypeProvider>()
  const listening = () => ({ now: now(), upSince: fleet.upSince })
  const selected = (selection: DeviceSelection): Selection =>
    'ids' in selection ? selection : { query: readDeviceQuery(selection.query), ...listening() }

  routes.post(
    '/devices/actions/preview',
    {
      schema: {
        summary: 'What an action would do',
        description: 'Changes nothing.',
        tags,
        body: DeviceActionRequest,
        response: { 200: DeviceActionPreview },
      },
    },
    async ({ body }) => {
      const action = understood(body.action, registry.current)
      const selection = selected(body.selection)
      const { matched, changes, first } = await devices.preview(selection, action, shown)
      return {
        matched,
        changes,
        first: await summariesOf(devices, first, listening()),
        warnings: await warningsAbout(deps, selection, action, matched),
      }
    },
  )

  routes.post(
    '/devices/actions',
    {
      schema: {
        summary: 'Do something to many devices',
        description: 'To those with the ids given, or to all that a query finds at this moment.',
        tags,
        body: DeviceActionRequest,
        response: { 200: DeviceActionResult },
      },
    },
    async (request) => {
      const action = understood(request.body.action, registry.current)
      const selection = selected(request.body.selection)
      if (action.do === 'forget')
        return { changed: await written(deps, devices.forget(selection)), undo: null }
      return written(deps, devices.assign(selection, action, byOf(request), now()))
    },
  )

  routes.post(
    '/devices/actions/:undo/undo',
    {
      schema: {
        summary: 'Undo an action',
        description: 'Within a day. Devices get back what they had; those forgotten meanwhile stay so.',
        tags,
        params: z.object({ undo: z.string() }),
        response: { 200: DeviceActionResult },
      },
    },
    async (request) => {
      const changed = await written(deps, devices.undo(request.params.undo, byOf(request), now()))
      if (changed === null)
        throw new Refusal(
          'unknown-action',
          'There is nothing of this name to undo, or it is older than a day.',
        )
      return { changed, undo: null }
    },
  )
}

/**
 * The action, with a version spelled as a release is. Throws the `Refusal` `unknown-release` or `unknown-channel` for what
 * no product has; that some lack it is for the preview to tell.
 */
function understood(action: DeviceAction, { products }: Registry): DeviceAction {
  const all = Object.values(products)
  if (action.do === 'pin' && action.version !== null) {
    const { version } = action
    const release = all.map((product) => findRelease(product, version)).find((found) => found !== null)
    if (!release) throw new Refusal('unknown-release', `No product has a release ${version}.`)
    return { ...action, version: release.version }
  }
  if (action.do === 'channel' && action.channel !== null) {
    const { channel } = action
    if (channel !== 'stable' && !all.some(({ channels }) => Object.hasOwn(channels, channel)))
      throw new Refusal('unknown-channel', `No product has a channel ${channel}.`)
  }
  return action
}
