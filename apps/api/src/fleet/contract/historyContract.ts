import { describe, expect, it } from 'vitest'
import { newDevice } from '../../../test/sampleDevices.ts'
import { enrollOne, everyDevice, type OpenStore } from './opened.ts'

/** Timelines, counts and the field over time. */
export function historyContract(open: OpenStore): void {
  describe('tells what happened and what there is:', () => {
    it('a device’s events, newest first and page by page', async () => {
      const { store } = await open()
      const [a, b] = await store.enroll([newDevice('A'), newDevice('B')])
      const event = (row: number, version: string) => ({
        row,
        at: 7,
        detail: { kind: 'lifted' as const, by: 'admin', version },
      })
      const [one, other] = [a?.row ?? 0, b?.row ?? 0]
      await store.record([event(one, '1'), event(other, 'x'), event(one, '2'), event(one, '3\u0000')])
      const first = await store.events(one, null, 2)
      expect(first).toMatchObject([event(one, '3\u0000'), event(one, '2')])
      expect(await store.events(one, first[1]?.id ?? 0, 2)).toMatchObject([event(one, '1')])
      expect(await store.events(other, null, 9)).toHaveLength(1)
    })

    it('how many devices there are in each view', async () => {
      const { store } = await open()
      const { standing } = newDevice('')
      const hour = 3_600_000
      const now = 1_000 * hour
      const states = ['up-to-date', 'updating', 'behind', 'behind', 'held', 'failed', 'unserved'] as const
      await store.enroll(
        states.map((state, index) =>
          newDevice(`${index}`, {
            identity: index < 2 ? 'address' : 'id',
            standing: { ...standing, state },
            firstSeenAt: now - index * 10 * hour,
            lastSeenAt: now - index * hour,
            patience: hour + 1,
          }),
        ),
      )
      const views = { all: 7, upToDate: 1, updating: 1, behind: 2, held: 1, failed: 1, unserved: 1 }
      expect(await store.views(now, 0)).toEqual({ ...views, silent: 5, new: 3, weak: 2 })
      // Silence counts from the moment this server hears.
      expect(await store.views(now, now - hour)).toMatchObject({ ...views, silent: 0 })
    })

    it('what the query box completes, most used first', async () => {
      const { store } = await open()
      expect(await store.facets()).toEqual({
        tags: [],
        versions: [],
        boards: [],
        chips: [],
        products: [],
        channels: [],
      })
      const { reported, standing } = newDevice('')
      await store.enroll([
        newDevice('A', {
          reported: { ...reported, product: 'p', version: '1.00' },
          standing: { ...standing, board: 'b', chip: 'ESP32-C3' },
        }),
        newDevice('B', {
          reported: { ...reported, channel: 'beta', version: '2' },
          standing: { ...standing, runs: '3' },
        }),
        newDevice('C', { reported: { ...reported, version: '3.0' } }),
        newDevice('D', { reported: { ...reported, version: null } }),
      ])
      await store.assign({ ids: ['A', 'B'] }, { do: 'tag', tag: 'two' }, 'admin', 1)
      await store.patch('A', { tags: ['one', 'two'], channel: 'beta' }, 'admin', 1)
      expect(await store.facets()).toEqual({
        tags: ['two', 'one'],
        versions: ['3', '1.00'],
        boards: ['b'],
        chips: ['ESP32-C3'],
        products: ['default', 'p'],
        channels: ['beta', 'stable'],
      })
    })

    it('how many devices of a product ran which version, oldest first', async () => {
      const { store } = await open()
      await store.sample(100, [
        { product: 'p', version: '1', devices: 5 },
        { product: 'p', version: null, devices: 2 },
        { product: 'q', version: '1', devices: 9 },
      ])
      await Promise.all([1, 2].map(() => store.sample(200, [{ product: 'p', version: '1', devices: 6 }])))
      expect(await store.samples('p', 100)).toEqual([
        { at: 100, version: null, devices: 2 },
        { at: 100, version: '1', devices: 5 },
        { at: 200, version: '1', devices: 6 },
      ])
      expect(await store.samples('p', 101)).toHaveLength(1)
      await store.forgetSamples('p')
      expect(await store.samples('p', 0)).toEqual([])
      expect(await store.samples('q', 0)).toHaveLength(1)
    })

    it('pages of a product or a selection, in the order of their rows', async () => {
      const { store } = await open()
      const { reported } = newDevice('')
      const other = { reported: { ...reported, product: 'p' } }
      await store.enroll([newDevice('C', other), newDevice('A'), newDevice('B', other)])
      const { row } = await enrollOne(store, newDevice('D', other))
      const first = await store.page({ product: 'p' }, 0, 2)
      expect([...first, ...(await store.page({ product: 'p' }, first[1]?.row ?? 0, 2))]).toHaveLength(3)
      expect(await store.page({ product: 'p' }, row, 2)).toEqual([])
      const ids = { ids: ['D', 'A', 'nobody', 'D'] }
      expect((await store.page(ids, 0, 9)).map(({ id }) => id)).toEqual(['A', 'D'])
      expect(await store.count(ids)).toBe(2)
      expect((await store.page(everyDevice, 0, 9)).map((device) => device.row)).toEqual(
        (await store.page(everyDevice, 0, 9)).map((device) => device.row).toSorted((a, b) => a - b),
      )
    })
  })
}
