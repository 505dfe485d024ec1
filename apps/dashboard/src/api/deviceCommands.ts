import {
  Demo,
  Device,
  type DeviceActionRequest,
  DeviceActionResult,
  type DevicePatch,
  type SimulateRequest,
  VerdictNow,
} from '@cyberdeck-ota/schema'
import { devicePath, deviceQueries } from './deviceQueries.ts'
import { invalidate, queryClient } from './queryClient.ts'
import { request, send } from './request.ts'

/*
 * What changes devices, in the manner of `commands.ts`.
 */

/** A device as it is at this moment, whatever was read of it before. */
export function deviceNow(id: string): Promise<Device> {
  return queryClient.fetchQuery({ ...deviceQueries.device(id), staleTime: 0 })
}

/** Changes what is assigned to a device; what the patch leaves out stays. */
export async function patchDevice(id: string, patch: DevicePatch) {
  await request(Device, devicePath(id), { method: 'PATCH', body: patch })
  await invalidate('device', 'devices')
}

/** Lets `gone` vanish into the device: they are one board. */
export async function mergeDevice(id: string, gone: string) {
  await send(`${devicePath(id)}/merge`, { method: 'POST', body: { id: gone } })
  await invalidate('device', 'devices')
}

/** Forgets a device and everything of it. It comes back as a new one when it calls again. */
export async function forgetDevice(id: string) {
  await send(devicePath(id), { method: 'DELETE' })
  queryClient.removeQueries({ queryKey: ['device', id] })
  await invalidate('devices', 'server')
}

/** Does one thing to many devices; the result names the undo. */
export async function actOnDevices(body: DeviceActionRequest) {
  const result = await request(DeviceActionResult, '/devices/actions', { method: 'POST', body })
  await invalidate('device', 'devices', 'device-facets')
  return result
}

/** Takes back what {@link actOnDevices} did, but for devices that were changed again since. */
export async function undoDeviceAction(undo: string) {
  const path = `/devices/actions/${encodeURIComponent(undo)}/undo`
  const result = await request(DeviceActionResult, path, { method: 'POST' })
  await invalidate('device', 'devices', 'device-facets')
  return result
}

/** What a check-in that nobody makes would be answered. Changes nothing. */
export function simulate(body: SimulateRequest) {
  return request(VerdictNow, '/simulate', { method: 'POST', body })
}

/** Starts the demo fleet as the server likes it. */
export async function startDemo() {
  await request(Demo, '/demo', { method: 'PUT', body: {} })
  await invalidate('demo', 'registry', 'devices', 'server')
}

/** Ends the demo fleet; its devices and its product vanish. */
export async function removeDemo() {
  await send('/demo', { method: 'DELETE' })
  await invalidate('demo', 'registry', 'devices', 'server', 'check-ins', 'field')
}
