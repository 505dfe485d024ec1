import type { DeviceAction } from '@cyberdeck-ota/schema'
import { describe, expect, it } from 'vitest'
import { newAttempt, newDevice } from '../../../test/sampleDevices.ts'
import type { FleetStore } from '../store.ts'
import { attemptOf, enrollOne, everyDevice, type OpenStore } from './opened.ts'

const by = 'admin'
const day = 86_400_000

/** What operators do to devices, and take back. */
export function operatorContract(open: OpenStore): void {
  const withDevices = async (...ids: string[]) => {
    const { store } = await open()
    await store.enroll(ids.map((id) => newDevice(id)))
    return store
  }
  const assignedOf = async (store: FleetStore, id: string) => (await store.find(id))?.assigned
  const changesOf = async (store: FleetStore, id: string) => {
    const device = await store.find(id)
    const events = await store.events(device?.row ?? 0, null, 99)
    return events.map(({ detail }) => (detail.kind === 'assigned' ? detail.change : detail.kind))
  }
  const quarantineOn = async (store: FleetStore, id: string) => {
    const { row } = await enrollOne(store, newDevice(id))
    const attempt = attemptOf(await store.open(newAttempt(row), 0))
    const { product, version, sha256 } = attempt
    const quarantine = { row, product, version, sha256, aborted: 0, failed: 1, until: null }
    await store.move({ attempt: { ...attempt, state: 'reverted' }, was: 'offered', quarantine, events: [] })
    return quarantine
  }

  describe('does what operators say:', () => {
    it.each<[Exclude<DeviceAction, { do: 'forget' }>, object, string]>([
      [{ do: 'pin', version: '1.02' }, { pin: '1.02' }, 'pinned to 1.02'],
      [{ do: 'hold', hold: true }, { hold: true }, 'held'],
      [{ do: 'channel', channel: 'beta' }, { channel: 'beta' }, 'put on channel beta'],
      [{ do: 'tag', tag: 'farm' }, { tags: ['farm'] }, 'tagged farm'],
    ])('%j, to those of the selection that it changes, and back', async (action, result, words) => {
      const store = await withDevices('A', 'B', 'C')
      const before = await assignedOf(store, 'A')
      expect(await store.assign({ ids: ['B'] }, action, by, 1)).toMatchObject({ changed: 1 })
      const preview = await store.preview({ ids: ['A', 'B', 'nobody'] }, action, 9)
      expect(preview).toMatchObject({ matched: 2, changes: 1, first: [{ id: 'A' }] })
      const { changed, undo } = await store.assign({ ids: ['A', 'B', 'nobody'] }, action, by, 2)
      expect(changed).toBe(1)
      expect(await assignedOf(store, 'A')).toEqual({ ...before, ...result })
      expect(await assignedOf(store, 'C')).toEqual(before)
      expect([await changesOf(store, 'A'), await changesOf(store, 'B')]).toEqual([[words], [words]])
      expect(await store.undo(undo ?? '', by, 2 + day)).toBe(1)
      expect(await assignedOf(store, 'A')).toEqual(before)
      expect(await assignedOf(store, 'B')).toEqual({ ...before, ...result })
      expect(await changesOf(store, 'A')).toEqual([`undone: ${words}`, words])
      expect(await store.undo(undo ?? '', by, 3)).toBeNull()
    })

    it('takes pins, channels, holds and tags away, and puts back what each device had', async () => {
      const store = await withDevices('A', 'B')
      await store.patch('A', { pin: '1', channel: 'x', hold: true, tags: ['farm'] }, by, 1)
      await store.patch('B', { pin: '2', channel: 'y', hold: true, tags: ['farm', 'roof'] }, by, 1)
      const before = [await assignedOf(store, 'A'), await assignedOf(store, 'B')]
      const undos: (string | null)[] = []
      for (const action of [
        { do: 'pin', version: null },
        { do: 'channel', channel: null },
        { do: 'hold', hold: false },
        { do: 'untag', tag: 'farm' },
      ] as const) {
        undos.push((await store.assign(everyDevice, action, by, 2)).undo)
      }
      expect(await assignedOf(store, 'A')).toMatchObject({ pin: null, channel: null, hold: false, tags: [] })
      expect((await assignedOf(store, 'B'))?.tags).toEqual(['roof'])
      for (const undo of undos) expect(await store.undo(undo ?? '', by, 3)).toBe(2)
      expect([await assignedOf(store, 'A'), await assignedOf(store, 'B')]).toEqual(before)
    })

    it('lifts every quarantine of a device, and puts it back', async () => {
      const { store } = await open()
      const quarantine = await quarantineOn(store, 'A')
      await enrollOne(store, newDevice('B'))
      const { changed, undo } = await store.assign(everyDevice, { do: 'lift' }, by, 5)
      expect([changed, await store.quarantines(quarantine.row)]).toEqual([1, []])
      expect((await store.events(quarantine.row, null, 1))[0]?.detail).toEqual({
        kind: 'lifted',
        by,
        version: quarantine.version,
      })
      expect(await store.undo(undo ?? '', by, 6)).toBe(1)
      expect(await store.quarantines(quarantine.row)).toEqual([quarantine])
    })

    it('puts no quarantine back of a build that the device has come to run since', async () => {
      const { store } = await open()
      const { row, sha256 } = await quarantineOn(store, 'A')
      const { undo } = await store.assign(everyDevice, { do: 'lift' }, by, 5)
      const attempt = attemptOf(await store.open(newAttempt(row, { sha256 }), 0))
      const confirmed = { ...attempt, state: 'confirmed' as const, changedAt: 6 }
      await store.move({ attempt: confirmed, was: 'offered', quarantine: null, events: [] })
      expect(await store.undo(undo ?? '', by, 7)).toBe(0)
      expect(await store.quarantines(row)).toEqual([])
    })

    it('finds nothing under a name that no text can be kept as', async () => {
      const store = await withDevices('A')
      const nowhere = 'A\u0000'
      expect(await store.find(nowhere)).toBeNull()
      expect(await store.undo(nowhere, by, 1)).toBeNull()
      expect(await store.assign({ ids: [nowhere, 'A'] }, { do: 'hold', hold: true }, by, 1)).toMatchObject({
        changed: 1,
      })
    })

    it('acts on every device a query finds, also when there are many and the action changes what it finds', async () => {
      const { store } = await open()
      await store.enroll(Array.from({ length: 450 }, (_, index) => newDevice(`device ${index}`)))
      const notHeld = { terms: [{ not: true, field: 'is', what: 'held' } as const] }
      const selection = { query: notHeld, now: 0, upSince: 0 }
      const { changed, undo } = await store.assign(selection, { do: 'hold', hold: true }, by, 1)
      expect([changed, await store.count(selection)]).toEqual([450, 0])
      expect(await store.undo(undo ?? '', by, 2)).toBe(450)
      expect(await store.count(selection)).toBe(450)
    })

    it('changes nothing, and has nothing to undo, where all is as wanted', async () => {
      const store = await withDevices('A')
      const before = await store.sequence()
      expect(await store.assign(everyDevice, { do: 'pin', version: null }, by, 1)).toEqual({
        changed: 0,
        undo: null,
      })
      expect(await store.sequence()).toBe(before)
    })

    it('leaves what was decided again since, when an action is undone', async () => {
      const store = await withDevices('A', 'B')
      const { undo } = await store.assign(everyDevice, { do: 'pin', version: '1' }, by, 1)
      await store.patch('A', { pin: '2' }, by, 2)
      expect(await store.undo(undo ?? '', by, 3)).toBe(1)
      expect([await assignedOf(store, 'A'), await assignedOf(store, 'B')]).toMatchObject([
        { pin: '2' },
        { pin: null },
      ])
    })

    it('undoes once when two ask at once, and not after a day', async () => {
      const store = await withDevices('A')
      const first = await store.assign(everyDevice, { do: 'pin', version: '1' }, by, 1)
      const outcomes = await Promise.all([1, 2].map(() => store.undo(first.undo ?? '', by, 2)))
      expect(outcomes.reduce<number>((sum, undone) => sum + (undone ?? 0), 0)).toBe(1)
      const second = await store.assign(everyDevice, { do: 'pin', version: '1' }, by, 1)
      expect(await store.undo(second.undo ?? '', by, 2 + day)).toBeNull()
      await store.assign(everyDevice, { do: 'hold', hold: true }, by, 2 + day)
      expect(await store.undo(second.undo ?? '', by, 2)).toBeNull()
    })

    it('changes one device as asked, says what, and answers with it', async () => {
      const store = await withDevices('A')
      const patch = { name: 'Zoë', notes: 'n', tags: ['b', 'a', 'b'], channel: 'beta', pin: '1', hold: true }
      const patched = await store.patch('A', patch, by, 1)
      expect(patched?.assigned).toEqual({ ...patch, tags: ['a', 'b'] })
      expect(await store.find('A')).toEqual(patched)
      await store.patch('A', { hold: false, name: null }, by, 2)
      expect(await store.find('A')).toMatchObject({
        assigned: { ...patched?.assigned, hold: false, name: null },
      })
      expect(await changesOf(store, 'A')).toEqual([
        'name taken away, no longer held',
        'named “Zoë”, notes edited, tagged a, tagged b, put on channel beta, pinned to 1, held',
      ])
      expect(await store.patch('nobody', patch, by, 1)).toBeNull()
    })

    it('forgets a device with everything of it, and takes it for a new one when it comes again', async () => {
      const { store } = await open()
      const { row } = await quarantineOn(store, 'A')
      const kept = await quarantineOn(store, 'B')
      await store.patch('A', { tags: ['farm'] }, by, 1)
      await store.assign(everyDevice, { do: 'pin', version: '1' }, by, 1)
      expect(await store.forget({ ids: ['A', 'nobody'] })).toBe(1)
      expect(await store.find('A')).toBeNull()
      const left = [
        await store.events(row, null, 9),
        await store.attempts(row, 9),
        await store.quarantines(row),
        (await store.facets()).tags,
      ]
      expect(left).toEqual([[], [], [], []])
      expect(await store.quarantines(kept.row)).toEqual([kept])
      const again = await enrollOne(store, newDevice('A'))
      expect(again.row).toBeGreaterThan(kept.row)
      expect(await store.forget(everyDevice)).toBe(2)
      expect(await store.count(everyDevice)).toBe(0)
    })
  })
}
