import { editRelease, noMemory, publishBuild, setChannel } from '@cyberdeck-ota/core'
import type { DeviceAction } from '@cyberdeck-ota/schema'
import { expect, test } from 'vitest'
import { sampleBuild } from '../../test/sampleBuild.ts'
import { newDevice } from '../../test/sampleDevices.ts'
import type { StoredDevice } from '../fleet/store.ts'
import { createMemoryRegistryStore } from '../registry/memoryStore.ts'
import { openRegistry, type RegistryDoor } from '../registry/registry.ts'
import { warningsAbout } from './deviceWarnings.ts'

const at = '2026-02-21T09:00:00.000Z'

function deviceOf(row: number, reported: object, more: Partial<StoredDevice> = {}): StoredDevice {
  const device = newDevice(`device-${row}`)
  return {
    ...device,
    row,
    aliases: [],
    assigned: { name: null, notes: '', tags: [], channel: null, pin: null, hold: false },
    reported: { ...device.reported, ...reported },
    ...more,
  }
}

/** `product` has 1.00 on `stable` for the boards `one` and `two`, and 2.00 on `beta` for `one` only. */
async function registryOf() {
  const registry = await openRegistry(createMemoryRegistryStore(), { now: () => 0 })
  const publish = (version: string, board: string, channel: string) =>
    registry.change(
      publishBuild({
        product: 'default',
        board,
        version,
        build: sampleBuild(`${version}-${board}`),
        publish: channel,
        at,
      }),
      'test',
    )
  await publish('1.00', 'one', 'stable')
  await publish('1.00', 'two', 'none')
  await publish('2.00', 'one', 'beta')
  await registry.change(
    setChannel({ product: 'default', channel: 'stable', version: '1.00', recall: false }),
    'test',
  )
  return registry
}

async function warned(
  device: StoredDevice,
  action: DeviceAction,
  { registry }: { registry?: RegistryDoor } = {},
) {
  const fleet = { memoryOf: () => ({ ...noMemory, hold: device.assigned.hold }) }
  const devices = { page: async (_: unknown, after: number) => (after === 0 ? [device] : []) }
  const deps = { devices, fleet, registry: registry ?? (await registryOf()), now: () => 0 }
  return warningsAbout(deps, { ids: [device.id] }, action, 1)
}

const pin: DeviceAction = { do: 'pin', version: '2.00' }
const toBeta: DeviceAction = { do: 'channel', channel: 'beta' }

test('a device that would just be updated is nothing to warn of', async () => {
  expect(await warned(deviceOf(1, { version: '1.00', board: 'one' }), pin)).toEqual([])
})

test.each([
  [{ version: '1.00', board: 'two' }, pin, '1 has no build for their board in 2.00.'],
  [{ version: '1.00', board: 'two' }, toBeta, '1 has no build for their board in what beta points at.'],
  [{ version: '1.00', board: 'one', freeSpace: 100 }, pin, '1 has no room for 2.00.'],
  [{ version: '3.00', board: 'one' }, pin, '1 runs something newer, and would be brought back to 2.00.'],
  [{ product: 'pump' }, pin, expect.stringMatching(/^1 is of a product that has no release 2\.00/)],
  [{ product: 'pump' }, toBeta, expect.stringMatching(/^1 is of a product that has no channel beta/)],
])('%j is warned of before %j', async (reported, action, sentence) => {
  expect(await warned(deviceOf(1, reported), action)).toEqual([sentence])
})

test('one that cannot take the step before is said to be held up there', async () => {
  const stone = { product: 'default', version: '2.00', edit: { minFrom: '1.50' } }
  const registry = await registryOf()
  const build = sampleBuild('1.50-two')
  const step = { product: 'default', board: 'two', version: '1.50', build, publish: 'none', at }
  await registry.change(publishBuild(step), 'test')
  await registry.change(editRelease(stone), 'test')
  expect(await warned(deviceOf(1, { version: '1.00', board: 'one' }), pin, { registry })).toEqual([
    '1 has to run another release before 2.00, and cannot be sent that.',
  ])
})

test('a newer one that a channel leaves alone is nothing to warn of', async () => {
  expect(await warned(deviceOf(1, { version: '3.00', board: 'one' }), toBeta)).toEqual([])
})

test('one that is held is decided about as if it were not, and said to be held', async () => {
  const assigned = { ...deviceOf(1, {}).assigned, hold: true }
  expect(await warned(deviceOf(1, { version: '3.00', board: 'one' }, { assigned }), pin)).toEqual([
    '1 runs something newer, and would be brought back to 2.00.',
    '1 is held, and would get nothing until released.',
  ])
})

test.each<[DeviceAction, unknown[]]>([
  [{ do: 'hold', hold: true }, [expect.stringMatching(/^1 is being updated right now/)]],
  [
    { do: 'forget' },
    [expect.stringMatching(/^1 is being updated/), expect.stringMatching(/cannot be undone/)],
  ],
  [{ do: 'hold', hold: false }, []],
  [{ do: 'tag', tag: 'farm' }, []],
  [{ do: 'lift' }, []],
])('of a device that is being updated, %j says %j', async (action, sentences) => {
  const { standing } = deviceOf(1, {})
  const device = deviceOf(1, {}, { standing: { ...standing, state: 'updating' } })
  expect(await warned(device, action)).toEqual(sentences)
})
