import { describe, expect, it } from 'vitest'
import { newAttempt, newDevice } from '../../../test/sampleDevices.ts'
import type { FleetStore, LoadedDevice, NewDevice, StoredQuarantine } from '../store.ts'
import { attemptOf, enrollOne, everyDevice, type OpenStore } from './opened.ts'

const by = 'admin'

/** Two records of one board become one. */
export function mergeContract(open: OpenStore): void {
  const withTwo = async (into: Partial<NewDevice> = {}, from: Partial<NewDevice> = {}) => {
    const { store } = await open()
    return {
      store,
      into: await enrollOne(store, newDevice('into', into)),
      from: await enrollOne(store, newDevice('from', { identity: 'address', ...from })),
    }
  }
  const openOn = async (store: FleetStore, { row }: LoadedDevice) =>
    attemptOf(await store.open(newAttempt(row), 0))

  describe('merges two records of one board:', () => {
    it('what was last said, the sum of the polls, and the id as an alias', async () => {
      const { reported, standing } = newDevice('')
      const newer = { reported: { ...reported, version: '2' }, standing: { ...standing, runs: '2' } }
      const { store, into } = await withTwo(
        { firstSeenAt: 50, lastSeenAt: 100, polls: 3, interval: 7 },
        { firstSeenAt: 40, lastSeenAt: 200, polls: 4, interval: 8, patience: 9, ...newer },
      )
      expect(await store.merge('into', 'from', by, 300)).toBe(true)
      const merged = await store.find('into')
      expect(merged).toMatchObject({
        row: into.row,
        identity: 'mac',
        aliases: ['from'],
        firstSeenAt: 40,
        lastSeenAt: 200,
        polls: 7,
        interval: 8,
        patience: 9,
        ...newer,
      })
      expect(await store.find('from')).toEqual(merged)
      expect(await store.count(everyDevice)).toBe(1)
    })

    it('nothing said by the one that was heard of earlier', async () => {
      const { store, into } = await withTwo({ lastSeenAt: 200 }, { lastSeenAt: 100, interval: 8 })
      await store.merge('into', 'from', by, 300)
      const { reported, standing, interval } = into
      expect(await store.find('into')).toMatchObject({ reported, standing, interval, lastSeenAt: 200 })
    })

    it('everything assigned to either, of which the kept one’s counts', async () => {
      const { store, into } = await withTwo()
      await store.patch('into', { name: 'Kitchen', notes: 'mine', tags: ['a', 'b'], pin: '1' }, by, 1)
      const other = { name: 'Roof', notes: 'yours', tags: ['b', 'c'], pin: '2', channel: 'beta', hold: true }
      await store.patch('from', other, by, 1)
      await store.merge('into', 'from', by, 2)
      expect((await store.find('into'))?.assigned).toEqual({
        name: 'Kitchen',
        notes: 'mine',
        tags: ['a', 'b', 'c'],
        channel: 'beta',
        pin: '1',
        hold: true,
      })
      const events = await store.events(into.row, null, 9)
      expect(events.slice(0, 2).map(({ detail }) => detail)).toEqual([
        { kind: 'assigned', by, change: 'notes of from: yours' },
        { kind: 'merged', by, id: 'from' },
      ])
      expect(events).toHaveLength(4)
    })

    it('the attempts and quarantines of both', async () => {
      const { store, into, from } = await withTwo()
      const quarantine = (row: number, rest: Partial<StoredQuarantine>) => {
        const { product, version, sha256 } = newAttempt(row)
        return { row, product, version, sha256, aborted: 1, failed: 2, until: 50, ...rest }
      }
      const first = await openOn(store, from)
      const lost = { ...first, state: 'lost' as const }
      await store.move({
        attempt: lost,
        was: 'offered',
        quarantine: quarantine(from.row, { until: 90 }),
        events: [],
      })
      const second = await openOn(store, into)
      await store.move({ attempt: second, was: 'offered', quarantine: quarantine(into.row, {}), events: [] })
      await store.merge('into', 'from', by, 3)
      expect(await store.attempts(into.row, 9)).toEqual([second, { ...lost, row: into.row, settled: true }])
      expect(await store.quarantines(into.row)).toEqual([
        quarantine(into.row, { aborted: 2, failed: 4, until: 90 }),
      ])
    })

    it('two open attempts as one that was asked for again and the newer one', async () => {
      const { store, into, from } = await withTwo()
      const [older, newer] = [await openOn(store, into), await openOn(store, from)]
      await store.merge('into', 'from', by, 3)
      expect(await store.attempts(into.row, 9)).toEqual([
        { ...newer, row: into.row },
        { ...older, state: 'aborted', evidence: { code: 'asked-again' }, changedAt: 3, settled: true },
      ])
    })

    it('aliases of aliases, under each of which nothing is enrolled again', async () => {
      const { store, into } = await withTwo()
      await enrollOne(store, newDevice('last'))
      await store.merge('from', 'into', by, 1)
      await store.merge('last', 'into', by, 2)
      const last = await store.find('last')
      expect(last?.aliases).toEqual(['from', 'into'])
      const enrolled = await store.enroll(['into', 'from'].map((id) => newDevice(id)))
      expect(enrolled.map(({ id, aliases }) => [id, aliases])).toEqual([
        ['last', ['from', 'into']],
        ['last', ['from', 'into']],
      ])
      const loaded: LoadedDevice[] = []
      await store.load((page) => loaded.push(...page))
      expect(loaded).toMatchObject([{ id: 'last', aliases: ['from', 'into'] }])
      expect(into.row).not.toBe(last?.row)
    })

    it('no unknown device, and none with itself', async () => {
      const { store } = await withTwo()
      const outcomes = [
        await store.merge('into', 'nobody', by, 1),
        await store.merge('nobody', 'from', by, 1),
        await store.merge('into', 'into', by, 1),
      ]
      expect([...outcomes, await store.count(everyDevice)]).toEqual([false, false, false, 2])
    })
  })
}
