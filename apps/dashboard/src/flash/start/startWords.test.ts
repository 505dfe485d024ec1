import { makeImage } from '@cyberdeck-ota/esp-image'
import type { BootLog, ConsoleView } from '@cyberdeck-ota/flasher'
import { describe, expect, it } from 'vitest'
import { exampleFile, examplePlan } from '../../testing/exampleBoards.ts'
import { exampleConsole, exampleStarted, exampleWifi } from '../../testing/exampleConsole.ts'
import { startWords } from './startWords.ts'

const boot = (version: string | null, elfSha256: string | null = null): BootLog => ({
  project: 'thermo',
  version,
  idf: 'v5.4',
  elfSha256,
})
const panic = { code: 'panic', sentence: 'The firmware crashes.' } as const

const core = { project: 'arduino-lib-builder', version: 'b1c75d1' }

/** A board that a sketch was written to, whose version only its source knows. */
async function sketch(over: Partial<BootLog> | null = {}) {
  const flash = await exampleStarted(
    exampleConsole(['hello'], { boot: over && { ...core, idf: 'v5.1', elfSha256: null, ...over } }),
  )
  const plan = examplePlan(flash.board, exampleFile(makeImage({ chipId: 9, ...core }), 'blink.ino.bin'))
  return { ...flash, plan }
}

async function words(over: Partial<ConsoleView>, lines: string[] = []) {
  return startWords(await exampleStarted(exampleConsole(lines, over)))
}

describe('a start', () => {
  it('that went well says what runs, and that it was written', async () => {
    const said = await words({ boot: boot('2.34') }, ['I (230) app_init: App version:      2.34'])
    expect(said).toMatchObject({ tone: 'good', words: 'Board now runs thermo 2.34' })
    expect(said?.more).toContain('the version that was written')
  })

  it('of another version is not passed off as the one that was written', async () => {
    expect(await words({ boot: boot('2.33') })).toMatchObject({
      tone: 'warning',
      words: 'Board now runs thermo 2.33, not the thermo 2.34 that was written',
    })
  })

  it('is proved by the digest of the ELF file, which no two builds of a version share', async () => {
    const { plan } = await exampleStarted(exampleConsole([]))
    const digest = plan.app?.elfSha256 ?? ''
    expect(digest).toMatch(/^[0-9a-f]{64}$/)
    for (const length of [9, 16]) {
      expect(await words({ boot: boot('2.34', digest.slice(0, length)) })).toEqual({
        tone: 'good',
        words: 'Board now runs thermo 2.34',
        more: 'It is exactly what was written (ELF digest).',
      })
    }
    const other = `${digest.startsWith('0') ? '1' : '0'}${digest.slice(1, 9)}`
    expect(await words({ boot: boot('2.34', other) })).toMatchObject({
      tone: 'warning',
      words: 'Board now runs another build of thermo 2.34 than was written',
    })
  })

  it('of a sketch is not proved by what every sketch says', async () => {
    for (const said of [{}, null]) {
      expect(startWords(await sketch(said))).toMatchObject({ tone: 'idle', words: 'The board started' })
    }
    const { plan } = await sketch()
    expect(startWords(await sketch({ elfSha256: plan.app?.elfSha256?.slice(0, 9) ?? '' }))).toMatchObject({
      tone: 'good',
      words: 'Board now runs blink.ino.bin',
    })
    for (const said of [{ elfSha256: 'ffffffff0' }, { version: 'e8bdaf9' }]) {
      expect(startWords(await sketch(said))).toMatchObject({
        tone: 'warning',
        words: 'Board now runs an Arduino sketch, not the blink.ino.bin that was written',
      })
    }
    expect(startWords(await sketch({ project: 'thermo', version: '1.00' }))).toMatchObject({
      tone: 'warning',
      words: 'Board now runs thermo 1.00, not the blink.ino.bin that was written',
    })
  })

  it('that tells no version claims none', async () => {
    const said = await words({ boot: boot(null) })
    expect(said?.words).toBe('Board now runs thermo')
    expect(said?.more).not.toContain('written')
  })

  it('that crashed is no success, however far it came', async () => {
    expect(await words({ boot: boot('2.34'), fault: panic })).toMatchObject({ tone: 'warning' })
    expect(await words({ fault: panic })).toBeNull()
  })

  it('in silence is explained, and talk without a version is told apart from it', async () => {
    expect((await words({ silent: true }))?.more).toContain('RESET')
    expect(await words({}, ['hello'])).toMatchObject({ tone: 'idle', words: 'The board started' })
    expect(await words({})).toMatchObject({ tone: 'busy' })
  })

  it('is known over Improv where the log does not say it', async () => {
    const flash = await exampleWifi()
    expect(startWords(flash)).toMatchObject({ tone: 'good', words: 'Board now runs thermo 2.34' })
    const old = await exampleWifi({ device: { ...flash.wifi.device, version: '1.00' } })
    expect(startWords({ ...old, kind: 'done' })).toMatchObject({ tone: 'warning' })
  })
})
