import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { newAttempt, newDevice } from '../../../test/sampleDevices.ts'
import { attemptOf, enrollOne, everyDevice, type OpenStore } from './opened.ts'

const day = 86_400_000

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
      expect(await store.samples('p', 100, 9)).toEqual([
        { at: 100, version: null, devices: 2 },
        { at: 100, version: '1', devices: 5 },
        { at: 200, version: '1', devices: 6 },
      ])
      expect(await store.samples('p', 101, 9)).toHaveLength(1)
      await store.forgetSamples('p')
      expect(await store.samples('p', 0, 9)).toEqual([])
      expect(await store.samples('q', 0, 9)).toHaveLength(1)
    })

    it('of a long time some moments, spread over it, whole, and the last one always', async () => {
      const { store } = await open()
      const gaps = fc.array(fc.integer({ min: 1, max: 1_000_000 }), { minLength: 1, maxLength: 30 })
      let fleets = 0
      await fc.assert(
        fc.asyncProperty(gaps, fc.integer({ min: 2, max: 20 }), async (steps, most) => {
          fleets += 1
          const product = `p${fleets}`
          const all: { at: number; version: string; devices: number }[] = []
          let at = 0
          for (const gap of steps) {
            at += gap
            const counts = ['1', '2'].map((version) => ({ version, devices: gap }))
            await store.sample(
              at,
              counts.map((count) => ({ product, ...count })),
            )
            for (const count of counts) all.push({ at, ...count })
          }
          const left = await store.samples(product, 0, most)
          const times = [...new Set(left.map((sample) => sample.at))]
          expect(times.length).toBeLessThanOrEqual(most)
          expect(times.at(-1)).toBe(at)
          expect(left).toEqual(all.filter((sample) => times.includes(sample.at)))
          const stretch = Math.ceil((at - (steps[0] ?? 0)) / (most - 1))
          for (const sample of all) {
            const nearest = Math.min(...times.map((time) => Math.abs(time - sample.at)))
            expect(nearest).toBeLessThanOrEqual(stretch)
          }
        }),
        { numRuns: 15 },
      )
    })

    it('no more than is kept, once the rest was taken away', async () => {
      const { store } = await open()
      const now = 400 * day
      const old = now - 91 * day
      const [a, b] = (await store.enroll([newDevice('A'), newDevice('B')])).map(({ row }) => row)
      const event = (row = 0, at = old) => ({
        row,
        at,
        detail: { kind: 'lifted' as const, by: '', version: '' },
      })
      await store.record([
        ...Array.from({ length: 60 }, () => event(a)),
        ...Array.from({ length: 3 }, () => event(b)),
        event(a, now - 89 * day),
      ])
      const counts = Array.from({ length: 600 }, (_, n) => ({ product: 'p', version: `${n}`, devices: 1 }))
      for (const at of [old, old + 1, now]) await store.sample(at, counts)
      await store.sample(old, [{ product: 'q', version: '1', devices: 1 }])
      const { undo } = await store.assign(everyDevice, { do: 'hold', hold: true }, 'admin', old)
      await store.prune(now)
      expect(await store.events(a ?? 0, null, 99)).toHaveLength(50)
      expect(await store.events(b ?? 0, null, 99)).toHaveLength(4)
      expect(await store.samples('p', 0, 99)).toHaveLength(600)
      expect(await store.samples('q', 0, 99)).toEqual([])
      expect(await store.undo(undo ?? '', 'admin', old)).toBeNull()
      await store.prune(now)
      expect(await store.events(a ?? 0, null, 99)).toHaveLength(50)
    })

    it('of a device’s attempts those that are open or not followed by fifty others, however old', async () => {
      const { store } = await open()
      const { row } = await enrollOne(store, newDevice('A'))
      for (let number = 0; number < 53; number += 1) {
        const attempt = attemptOf(await store.open(newAttempt(row), 0))
        const closed = { ...attempt, state: 'confirmed' as const, settled: true }
        await store.move({ attempt: closed, was: 'offered', events: [] })
      }
      const open53 = attemptOf(await store.open(newAttempt(row), 0))
      await store.prune(400 * day)
      const left = await store.attempts(row, 99)
      expect([left.length, left[0]?.id]).toEqual([50, open53.id])
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
