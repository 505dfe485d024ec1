import { describe, expect, it } from 'vitest'
import { newAttempt, newDevice } from '../../../test/sampleDevices.ts'
import { attemptOf, enrollOne, everyDevice, type OpenStore } from './opened.ts'

const by = 'admin'

/** What each replica reads of the others' operators. */
export function changesContract(open: OpenStore): void {
  describe('tells every replica what operators changed:', () => {
    it('nothing when nothing was, and nothing that only polls changed', async () => {
      const { store } = await open()
      const sequence = await store.sequence()
      const { row } = await enrollOne(store, newDevice('A'))
      await store.seen([{ row, lastSeenAt: 2_000, polls: 1, interval: null, patience: 1 }])
      expect(await store.changesSince(sequence)).toEqual({
        sequence,
        devices: [],
        removed: [],
        quarantines: [],
      })
    })

    it('devices as they now are, with their quarantines, and what is gone', async () => {
      const { store } = await open()
      const [a, b, c, d] = await store.enroll(['A', 'B', 'C', 'D'].map((id) => newDevice(id)))
      if (!a || !b || !c || !d) throw new Error('not enrolled')
      const attempt = attemptOf(await store.open(newAttempt(a.row), 0))
      const { product, version, sha256 } = attempt
      const quarantine = { row: a.row, product, version, sha256, aborted: 1, failed: 0, until: 5 }
      await store.move({ attempt, was: 'offered', quarantine, events: [] })
      const before = await store.sequence()
      await store.patch('A', { pin: '2' }, by, 1)
      const between = await store.sequence()
      await store.merge('B', 'C', by, 2)
      await store.forget({ ids: ['D'] })
      const changes = await store.changesSince(before)
      expect(changes.sequence).toBe(await store.sequence())
      expect(changes.devices.toSorted((one, other) => one.row - other.row)).toEqual([
        { ...a, assigned: { ...a.assigned, pin: '2' } },
        { ...b, aliases: ['C'], polls: 2 },
      ])
      expect(changes.removed.toSorted()).toEqual([c.row, d.row])
      expect(changes.quarantines).toEqual([quarantine])
      const later = await store.changesSince(between)
      expect([later.devices.map(({ id }) => id), later.quarantines]).toEqual([['B'], []])
    })

    it('every change, in order, while several operators work at once', async () => {
      const { store } = await open()
      const ids = Array.from({ length: 12 }, (_, index) => `device ${index}`)
      const pins = new Map(
        (await store.enroll(ids.map((id) => newDevice(id)))).map(({ row }) => [row, null as string | null]),
      )
      let sequence = await store.sequence()
      let working = true
      const operator = async (name: string) => {
        for (let turn = 0; turn < 15; turn++) {
          const id = ids[(turn * 7 + name.length) % ids.length] ?? ''
          if (turn === 9) await store.forget({ ids: [`device ${name.length}`] })
          else if (turn % 5 === 4)
            await store.assign(everyDevice, { do: 'pin', version: `${name}${turn}` }, name, turn)
          else await store.patch(id, { pin: `${name} ${turn}` }, name, turn)
        }
      }
      const replica = async () => {
        for (let last = false; !last; ) {
          last = !working
          const changes = await store.changesSince(sequence)
          expect(changes.sequence).toBeGreaterThanOrEqual(sequence)
          for (const { row, assigned } of changes.devices) pins.set(row, assigned.pin)
          for (const row of changes.removed) pins.delete(row)
          sequence = changes.sequence
          await new Promise((resolve) => setImmediate(resolve))
        }
      }
      const reading = replica()
      await Promise.all(['a', 'bb', 'ccc'].map(operator))
      working = false
      await reading
      const stored = await store.page(everyDevice, 0, 99)
      expect(stored).toHaveLength(9)
      expect(pins).toEqual(new Map(stored.map(({ row, assigned }) => [row, assigned.pin])))
    })

    it('those of a large fleet in pages, and leaves none out', async () => {
      const { store } = await open()
      const ids = Array.from({ length: 1_050 }, (_, index) => `device ${index}`)
      await store.enroll(ids.map((id) => newDevice(id)))
      let sequence = await store.sequence()
      await store.assign(everyDevice, { do: 'pin', version: '1' }, by, 1)
      await store.forget({ ids: ids.slice(0, 40) })
      const pinned: string[] = []
      const removed: number[] = []
      let pages = 0
      for (;;) {
        const changes = await store.changesSince(sequence)
        if (changes.sequence === sequence) break
        sequence = changes.sequence
        pages += 1
        pinned.push(...changes.devices.map(({ id }) => id))
        removed.push(...changes.removed)
      }
      expect([pages, sequence]).toEqual([2, await store.sequence()])
      expect(pinned.toSorted()).toEqual(ids.slice(40).toSorted())
      expect(removed).toHaveLength(40)
    })

    it('each change under a number of its own', async () => {
      const { store } = await open()
      await store.enroll(['A', 'B', 'C'].map((id) => newDevice(id)))
      const before = await store.sequence()
      await Promise.all(['A', 'B', 'C'].map((id) => store.patch(id, { hold: true }, by, 1)))
      expect(await store.sequence()).toBe(before + 3)
    })
  })
}
