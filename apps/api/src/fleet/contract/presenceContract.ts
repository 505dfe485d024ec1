import { describe, expect, it } from 'vitest'
import { newDevice } from '../../../test/sampleDevices.ts'
import type { LoadedDevice } from '../store.ts'
import { enrollOne, everyDevice, type OpenStore } from './opened.ts'

/** What polls leave behind. */
export function presenceContract(open: OpenStore): void {
  describe('keeps what polls leave behind:', () => {
    it('devices as they were enrolled, in the order given, and loads them again', async () => {
      const { store } = await open()
      const devices = ['C', 'A', 'B'].map((id) => newDevice(id))
      const enrolled = await store.enroll(devices)
      const assigned = { channel: null, pin: null, hold: false }
      for (const [index, { firstSeenAt, ...device }] of devices.entries()) {
        expect(enrolled[index]).toEqual({ ...device, row: expect.any(Number), aliases: [], assigned })
      }
      const loaded: LoadedDevice[] = []
      await store.load((page) => loaded.push(...page))
      expect(loaded.toSorted((one, other) => one.row - other.row)).toEqual(
        enrolled.toSorted((one, other) => one.row - other.row),
      )
      expect(await store.find('A')).toMatchObject({
        firstSeenAt: 1_000,
        assigned: { ...assigned, name: null, notes: '', tags: [] },
      })
    })

    it('every field of what a device says and where it stands', async () => {
      const { store } = await open()
      const device = newDevice('A', {
        identity: 'id',
        reported: {
          client: 'esp8266-updater',
          product: 'p',
          board: 'b',
          channel: 'c',
          version: 'v',
          mode: 'sketch',
          runningSha256: '1'.repeat(64),
          runningMd5: '2'.repeat(32),
          freeSpace: 3,
          sketchSize: 4,
          flashSize: 5,
          sdk: '6',
          address: '::1',
        },
        standing: {
          state: 'failed',
          reason: { code: 'older', running: '0\u0000', target: 't' },
          target: 't',
          runs: 'r',
          board: 'bb',
          chip: 'ESP32-C3',
        },
        interval: 7,
      })
      const { row } = await enrollOne(store, device)
      expect(await store.find('A')).toMatchObject(device)
      const other = newDevice('A', { identity: 'mac' })
      await store.report([{ row, ...other }])
      expect(await store.find('A')).toMatchObject({
        identity: 'mac',
        reported: other.reported,
        standing: other.standing,
      })
      await store.stand([{ row, standing: device.standing }])
      expect(await store.find('A')).toMatchObject({ reported: other.reported, standing: device.standing })
    })

    it('a text with a character that databases have no room for, replaced by what shows that', async () => {
      const { store } = await open()
      const { reported } = newDevice('A')
      const { row } = await enrollOne(
        store,
        newDevice('A', { reported: { ...reported, version: '1\u0000' } }),
      )
      expect((await store.find('A'))?.reported.version).toBe('1\ufffd')
      await store.patch('A', { notes: 'a\u0000' }, 'admin', 1)
      await store.report([{ row, ...newDevice('A', { reported: { ...reported, sdk: '\u0000' } }) }])
      expect(await store.find('A')).toMatchObject({
        assigned: { notes: 'a\ufffd' },
        reported: { sdk: '\ufffd' },
      })
    })

    it('a device that is there already as it is, when it is enrolled again', async () => {
      const { store } = await open()
      const first = await enrollOne(store, newDevice('A'))
      const again = await store.enroll([newDevice('B'), newDevice('A', { polls: 9 }), newDevice('A')])
      expect(again.map(({ id }) => id)).toEqual(['B', 'A', 'A'])
      expect(again[1]).toEqual(first)
      expect(await store.count(everyDevice)).toBe(2)
    })

    it('one of each device that two servers enroll at once', async () => {
      const { store } = await open()
      const ids = Array.from({ length: 100 }, (_, index) => `device ${index}`)
      const [one, other] = await Promise.all([
        store.enroll(ids.map((id) => newDevice(id))),
        store.enroll(ids.toReversed().map((id) => newDevice(id))),
      ])
      expect(one.map(({ row }) => row)).toEqual(other.toReversed().map(({ row }) => row))
      expect(await store.count(everyDevice)).toBe(100)
    })

    it('the sum of the polls that two servers counted, and the later of what they saw', async () => {
      const { store } = await open()
      const { row } = await enrollOne(store, newDevice('A', { interval: 60_000 }))
      const seen = { row, interval: null, patience: 700_000 }
      await Promise.all([
        store.seen([{ ...seen, lastSeenAt: 9_000, polls: 3 }]),
        store.seen([{ ...seen, lastSeenAt: 8_000, polls: 4 }]),
      ])
      expect(await store.find('A')).toMatchObject({
        lastSeenAt: 9_000,
        polls: 8,
        interval: 60_000,
        patience: 700_000,
      })
    })

    it('when a device was last seen, also after a clock that was far ahead', async () => {
      const { store } = await open()
      const { row } = await enrollOne(store, newDevice('A', { lastSeenAt: 9e12 }))
      await store.seen([{ row, interval: null, patience: 1, lastSeenAt: 8e12, polls: 1 }])
      expect(await store.find('A')).toMatchObject({ lastSeenAt: 8e12 })
    })

    it('batches of any size, from two servers at once and in any order', async () => {
      const { store } = await open()
      const devices = await store.enroll(
        Array.from({ length: 700 }, (_, index) => newDevice(`device ${index}`)),
      )
      const batch = devices.map(({ row }) => ({ row, lastSeenAt: 5_000, polls: 1, interval: 1, patience: 1 }))
      const reports = devices.map((device) => ({ ...device, reported: { ...device.reported, sdk: 'new' } }))
      await Promise.all([
        store.seen(batch),
        store.seen(batch.toReversed()),
        store.report(reports),
        store.stand(devices.toReversed()),
      ])
      const page = await store.page(everyDevice, 0, 1_000)
      expect(page).toHaveLength(700)
      expect(new Set(page.map(({ polls, reported }) => `${polls} ${reported.sdk}`))).toEqual(
        new Set(['3 new']),
      )
    })

    it('nothing of devices that were forgotten meanwhile, and all of the others', async () => {
      const { store } = await open()
      const gone = await enrollOne(store, newDevice('A'))
      const kept = await enrollOne(store, newDevice('B'))
      await store.forget({ ids: ['A'] })
      const polls = { lastSeenAt: 5_000, polls: 1, interval: null, patience: 1 }
      const detail = { kind: 'first-seen', version: null, address: '' } as const
      await store.seen([gone, kept].map(({ row }) => ({ row, ...polls })))
      await store.report([gone, kept])
      await store.stand([gone, kept])
      await store.record([gone, kept].map(({ row }) => ({ row, at: 1, detail })))
      expect(await store.page(everyDevice, 0, 9)).toMatchObject([{ id: 'B', polls: 2 }])
      expect(await store.events(kept.row, null, 9)).toHaveLength(1)
      expect(await store.events(gone.row, null, 9)).toEqual([])
    })
  })
}
