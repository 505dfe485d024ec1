import { describe, expect, it } from 'vitest'
import { newAttempt, newDevice } from '../../../test/sampleDevices.ts'
import type { StoredQuarantine } from '../store.ts'
import { attemptOf, enrollOne, type OpenStore } from './opened.ts'

/** Attempts: one open at a time, opened at the revision they were decided on. */
export function attemptContract(open: OpenStore): void {
  const withDevice = async () => {
    const opened = await open()
    return { ...opened, row: (await enrollOne(opened.store, newDevice('A'))).row }
  }
  const quarantineOf = (row: number): StoredQuarantine => {
    const { product, version, sha256 } = newAttempt(row)
    return { row, product, version, sha256, aborted: 1, failed: 0, until: 9_000 }
  }

  describe('keeps attempts:', () => {
    it('as they were opened, with the event that says so', async () => {
      const { store, row } = await withDevice()
      const attempt = newAttempt(row, { from: { version: '1\u0000', sha256: 'c'.repeat(64), md5: null } })
      const opened = attemptOf(await store.open(attempt, 0))
      expect(opened).toEqual({ ...attempt, id: expect.any(Number), settled: false })
      const from = { ...attempt.from, version: '1\ufffd' }
      expect(await store.latestAttempt(row)).toEqual({ ...opened, from })
      expect(await store.openAttempts([row])).toEqual([{ ...opened, from }])
      const { id, version, state, evidence } = opened
      expect(await store.events(row, null, 9)).toMatchObject([
        { at: attempt.openedAt, detail: { kind: 'attempt', attempt: id, version, state, evidence } },
      ])
    })

    it('one at a time for a device, also when many are opened at once', async () => {
      const { store, row } = await withDevice()
      const outcomes = await Promise.all(Array.from({ length: 8 }, () => store.open(newAttempt(row), 0)))
      expect(outcomes.filter((outcome) => outcome === 'already-open')).toHaveLength(7)
      expect(await store.attempts(row, 9)).toHaveLength(1)
      expect(await store.events(row, null, 9)).toHaveLength(1)
    })

    it('not when the registry is at another revision than the one it was decided on', async () => {
      const { store, moveRegistry, row } = await withDevice()
      await moveRegistry(1)
      expect(await store.open(newAttempt(row), 0)).toBe('revision-moved')
      expect([await store.latestAttempt(row), await store.events(row, null, 9)]).toEqual([null, []])
      expect(attemptOf(await store.open(newAttempt(row), 1)).row).toBe(row)
    })

    it('not of a device that is unknown', async () => {
      const { store, row } = await withDevice()
      expect(await store.open(newAttempt(row + 1), 0)).toBe('unknown-device')
    })

    it('not of a device that is held', async () => {
      const { store, row } = await withDevice()
      await store.patch('A', { hold: true }, 'admin', 2_000)
      expect(await store.open(newAttempt(row), 0)).toBe('held')
      expect(await store.attempts(row, 9)).toEqual([])
      await store.patch('A', { hold: false }, 'admin', 3_000)
      expect(attemptOf(await store.open(newAttempt(row), 0)).row).toBe(row)
    })

    it('settles those before when another one is opened', async () => {
      const { store, row } = await withDevice()
      const first = attemptOf(await store.open(newAttempt(row), 0))
      await store.move({ attempt: { ...first, state: 'lost' }, was: 'offered', events: [] })
      expect((await store.loadUnsettled()).attempts).toMatchObject([{ id: first.id, settled: false }])
      const second = attemptOf(await store.open(newAttempt(row), 0))
      expect((await store.loadUnsettled()).attempts).toMatchObject([{ id: second.id }])
      expect(await store.attempts(row, 9)).toMatchObject([
        { id: second.id },
        { id: first.id, state: 'lost', settled: true },
      ])
      expect(await store.attempts(row, 1)).toHaveLength(1)
    })

    it('moves them with their quarantine and events, all or nothing', async () => {
      const { store, row } = await withDevice()
      const attempt = attemptOf(await store.open(newAttempt(row), 0))
      const moved = {
        ...attempt,
        state: 'aborted' as const,
        evidence: { code: 'cut' as const, acknowledged: 17, size: attempt.size },
        acknowledged: 17,
        approximate: true,
        changedAt: 3_000,
        settled: true,
      }
      const events = [{ row, at: 3_000, detail: { kind: 'lifted' as const, by: 'admin', version: '1' } }]
      const quarantine = quarantineOf(row)
      expect(await store.move({ attempt: moved, was: 'delivered', quarantine, events })).toBe(false)
      expect([await store.latestAttempt(row), await store.quarantines(row)]).toEqual([attempt, []])
      expect(await store.move({ attempt: moved, was: 'offered', quarantine, events })).toBe(true)
      expect([await store.latestAttempt(row), await store.quarantines(row)]).toEqual([moved, [quarantine]])
      expect(await store.events(row, null, 9)).toMatchObject([events[0], { detail: { state: 'offered' } }])
    })

    it('lets exactly one of two servers move an attempt on from the same state', async () => {
      const { store, row } = await withDevice()
      const attempt = attemptOf(await store.open(newAttempt(row), 0))
      const outcomes = await Promise.all(
        (['lost', 'confirmed'] as const).map((state) =>
          store.move({ attempt: { ...attempt, state }, was: 'offered', events: [] }),
        ),
      )
      expect(outcomes.toSorted()).toEqual([false, true])
    })

    it('changes a quarantine, leaves it, or takes it away', async () => {
      const { store, row } = await withDevice()
      const attempt = attemptOf(await store.open(newAttempt(row), 0))
      const step = { attempt, was: 'offered' as const, events: [] }
      const quarantine = quarantineOf(row)
      await store.move({ ...step, quarantine })
      await store.move({ ...step, quarantine: { ...quarantine, failed: 3, until: null } })
      await store.move(step)
      expect(await store.quarantines(row)).toEqual([{ ...quarantine, failed: 3, until: null }])
      expect((await store.loadUnsettled()).quarantines).toEqual([{ ...quarantine, failed: 3, until: null }])
      await store.move({ ...step, quarantine: null })
      expect(await store.quarantines(row)).toEqual([])
    })

    it('tells at a start the latest attempt of each device with quarantines, and of no other that is settled', async () => {
      const { store, row } = await withDevice()
      const end = async (quarantine: ReturnType<typeof quarantineOf> | null) => {
        const opened = attemptOf(await store.open(newAttempt(row), 0))
        const attempt = { ...opened, state: 'reverted' as const, settled: true }
        await store.move({ attempt, was: 'offered', events: [], quarantine })
        return opened.id
      }
      await end(null)
      expect((await store.loadUnsettled()).attempts).toEqual([])
      await end(quarantineOf(row))
      const latest = await end(quarantineOf(row))
      expect((await store.loadUnsettled()).attempts).toMatchObject([{ id: latest, state: 'reverted' }])
    })

    it('shows progress, which never goes back and never touches a closed one', async () => {
      const { store, row } = await withDevice()
      const attempt = attemptOf(await store.open(newAttempt(row), 0))
      const progress = (acknowledged: number) =>
        store.progress([{ id: attempt.id, acknowledged, state: 'downloading' }])
      await progress(500)
      await progress(400)
      expect(await store.latestAttempt(row)).toMatchObject({ acknowledged: 500, state: 'downloading' })
      const closed = { ...attempt, acknowledged: 600, state: 'aborted' as const }
      expect(await store.move({ attempt: closed, was: 'downloading', events: [] })).toBe(true)
      await progress(700)
      expect(await store.latestAttempt(row)).toEqual(closed)
    })

    it('shows which of several devices have one open', async () => {
      const { store, row } = await withDevice()
      const other = await enrollOne(store, newDevice('B'))
      const closed = attemptOf(await store.open(newAttempt(other.row), 0))
      await store.move({ attempt: { ...closed, state: 'aborted' }, was: 'offered', events: [] })
      const attempt = attemptOf(await store.open(newAttempt(row), 0))
      expect(await store.openAttempts([other.row, row])).toEqual([attempt])
    })
  })
}
