import { type DeviceTerm, versionSortKey } from '@cyberdeck-ota/core'
import { DeviceSort, DeviceState } from '@cyberdeck-ota/schema'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { newAttempt, newDevice } from '../../../test/sampleDevices.ts'
import type { FleetStore, NewDevice, StoredDevice } from '../store.ts'
import { attemptOf, everyDevice, type OpenStore } from './opened.ts'
import { holds, inOrder, type Modelled } from './queryModel.ts'

const now = 400 * 86_400_000
const moment = { now, upSince: now - 2 * 86_400_000 }

const oneOf = fc.constantFrom
const version = oneOf('1.00', '1.0', '1.2', '1.10', '2.0-rc1', '2.0', 'nightly', '', 'v2')
const slug = oneOf('default', 'relay', 'stable', 'beta', 'farm', 'roof', 'esp32')
const id = oneOf(
  'AA:BB:CC:DD:EE:01',
  'AA:BB:CC:DD:EE:02',
  'aa-gate',
  'Door_1',
  '100%',
  'address:10.0.0.1',
  'ΩMEGA',
)
const name = oneOf(
  'Kitchen',
  'kitchen 2',
  'Zoë',
  'ÅNGSTRÖM',
  '100%',
  'a_b',
  'back\\slash',
  '日本',
  '🛠',
  "o'clock",
)
const text = fc.oneof(id, name, slug, oneOf('a', 'A', '%', '_', '\\', '10.0', '::', 'ë', 'Ë', "'", 'ω'))
/** Around the borders of a day and of what silence is. */
const age = oneOf(0, 1, 60_000, 600_000, 600_001, 86_399_999, 86_400_000, 86_400_001, 3 * 86_400_000, now)

const device = (): fc.Arbitrary<Omit<NewDevice, 'id'>> =>
  fc
    .record({
      identity: oneOf('mac', 'id', 'neighbour', 'address'),
      product: slug,
      channel: fc.option(slug),
      said: fc.option(version),
      runs: fc.option(version),
      address: oneOf('10.0.0.1', '10.0.0.12', '192.168.1.7', '::1', 'fe80::aa'),
      state: oneOf(...DeviceState.options),
      board: fc.option(slug),
      chip: fc.option(oneOf('ESP32', 'ESP32-C3')),
      first: age,
      last: age,
      patience: oneOf(600_000, 86_400_000, 5 * 86_400_000),
    })
    .map((one) => {
      const { reported, standing, ...rest } = newDevice('')
      return {
        ...rest,
        identity: one.identity,
        reported: {
          ...reported,
          product: one.product,
          channel: one.channel,
          version: one.said,
          address: one.address,
        },
        standing: { ...standing, runs: one.runs, state: one.state, board: one.board, chip: one.chip },
        firstSeenAt: now - one.first,
        lastSeenAt: now - one.last,
        patience: one.patience,
      }
    })

const assigned = fc.record({
  name: fc.option(name),
  tags: fc.subarray(['farm', 'roof', 'stable']),
  channel: fc.option(slug),
  pin: fc.option(version),
  hold: fc.boolean(),
})
const quarantine = fc.option(oneOf(null, now - 1, now, now + 1), { nil: undefined })

const fleet = fc.uniqueArray(fc.tuple(id, device(), assigned, quarantine), {
  selector: ([name]) => name,
  maxLength: 7,
})

const term: fc.Arbitrary<DeviceTerm> = fc
  .tuple(
    fc.boolean(),
    fc.oneof(
      fc.record({
        field: oneOf('word', 'tag', 'product', 'board', 'chip', 'channel', 'name', 'address', 'id', 'pin'),
        text,
      }),
      fc.record({ field: oneOf('state'), state: oneOf(...DeviceState.options) }),
      fc.record({
        field: oneOf('is'),
        what: oneOf('silent', 'new', 'weak', 'held', 'pinned', 'quarantined', 'mislabelled'),
      }),
      fc
        .record({ field: oneOf('version'), compare: oneOf('=', '<', '<=', '>', '>='), version })
        .map((one) => ({ ...one, key: versionSortKey(one.version) })),
      fc.record({ field: oneOf('seen', 'first-seen'), compare: oneOf('<', '>'), ago: age }),
    ),
  )
  .map(([not, rest]) => ({ not, ...rest }) as DeviceTerm)

async function fill(
  store: FleetStore,
  devices: typeof fleet extends fc.Arbitrary<infer T> ? T : never,
): Promise<void> {
  await store.forget(everyDevice)
  const enrolled = await store.enroll(devices.map(([id, rest]) => ({ ...rest, id })))
  for (const [index, [id, , patch, until]] of devices.entries()) {
    if (until !== undefined) {
      const attempt = attemptOf(await store.open(newAttempt(enrolled[index]?.row ?? 0), 0))
      const { row, product, version, sha256 } = attempt
      const quarantine = { row, product, version, sha256, aborted: 1, failed: 0, until }
      await store.move({ attempt, was: 'offered', quarantine, events: [] })
    }
    // Last, because one that is held is given no attempt.
    await store.patch(id, patch, 'admin', now)
  }
}

async function modelOf(store: FleetStore): Promise<Modelled[]> {
  const devices = await store.page(everyDevice, 0, 100)
  return Promise.all(
    devices.map(async (device) => ({ device, quarantines: await store.quarantines(device.row) })),
  )
}

/** The whole list, read in pages of `limit`. */
async function listed(store: FleetStore, request: Omit<Parameters<FleetStore['list']>[0], 'cursor'>) {
  const devices: StoredDevice[] = []
  for (let cursor: string | null = null; ; ) {
    const page: Awaited<ReturnType<FleetStore['list']>> = await store.list({ ...request, cursor })
    devices.push(...page.devices)
    cursor = page.next
    if (cursor === null) return devices
    expect(page.devices).toHaveLength(request.limit)
  }
}

/** Queries, orders and pages, compared with a model that is read from the same store. */
export function queryContract(
  open: OpenStore,
  { fleets, queries }: { fleets: number; queries: number },
): void {
  describe.each([
    ['begins with what a term finds', 2_000],
    ['walks along an index', 0],
  ])('finds what a query asks for when it %s:', (_, few) => {
    it('each term, alone and with others, in every order, page by page, and counted', async () => {
      const { store } = await open({ few })
      await fc.assert(
        fc.asyncProperty(
          fleet,
          fc.array(
            fc.record({
              terms: fc.array(term, { maxLength: 3 }),
              sort: oneOf(...DeviceSort.options),
              limit: fc.integer({ min: 1, max: 4 }),
            }),
            { minLength: queries, maxLength: queries },
          ),
          async (devices, requests) => {
            await fill(store, devices)
            const model = await modelOf(store)
            expect(model).toHaveLength(devices.length)
            for (const { terms, sort, limit } of requests) {
              const expected = model
                .filter((one) => terms.every((term) => holds(term, one, moment)))
                .map(({ device }) => device)
              const selection = { query: { terms }, ...moment }
              expect(await listed(store, { ...selection, sort, limit })).toEqual(inOrder(expected, sort))
              expect(await store.count(selection)).toBe(expected.length)
              expect(await store.page(selection, 0, 100)).toEqual(expected)
            }
          },
        ),
        { numRuns: fleets },
      )
    }, 60_000)
  })

  describe('takes what anybody can type:', () => {
    it.each<DeviceTerm['field'] & ('word' | 'tag' | 'board' | 'chip' | 'name' | 'id' | 'pin')>([
      'word',
      'tag',
      'board',
      'chip',
      'name',
      'id',
      'pin',
    ])('nothing has a %s with U+0000', async (field) => {
      const { store } = await open()
      await store.enroll([newDevice('A')])
      const query = { terms: [{ not: false, field, text: '\u0000' }] }
      expect(await store.count({ query, ...moment })).toBe(0)
    })

    it.each<[DeviceSort, unknown]>([
      ['last-seen', 'abc'],
      ['last-seen', 1.5],
      ['-first-seen', 1e300],
      ['name', 5],
      ['board', null],
    ])('by %s, no page begins at %j', async (sort, value) => {
      const { store } = await open()
      const cursor = Buffer.from(JSON.stringify([value, 1])).toString('base64url')
      const request = { query: { terms: [] }, sort, cursor, limit: 1, ...moment }
      await expect(store.list(request)).rejects.toMatchObject({ code: 'bad-field' })
    })
  })
}
