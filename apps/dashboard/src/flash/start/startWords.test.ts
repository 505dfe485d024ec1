import type { ConsoleView } from '@cyberdeck-ota/flasher'
import { describe, expect, it } from 'vitest'
import { exampleConsole, exampleStarted, exampleWifi } from '../../testing/exampleConsole.ts'
import { startWords } from './startWords.ts'

const boot = (version: string | null) => ({ project: 'thermo', version, idf: 'v5.4' })
const panic = { code: 'panic', sentence: 'The firmware crashes.' } as const

async function words(over: Partial<ConsoleView>, lines: string[] = []) {
  return startWords(await exampleStarted(exampleConsole(lines, over)))
}

describe('a start', () => {
  it('that went well says what runs, and that it was written', async () => {
    const said = await words({ boot: boot('2.34') }, ['I (230) app_init: App version:      2.34'])
    expect(said).toMatchObject({ tone: 'good', words: 'Board now runs thermo 2.34' })
    expect(said?.more).toContain('what was written')
  })

  it('of another version is not passed off as the one that was written', async () => {
    expect(await words({ boot: boot('2.33') })).toMatchObject({
      tone: 'warning',
      words: 'Board now runs thermo 2.33, not the 2.34 that was written',
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
    expect(await words({}, ['hello'])).toMatchObject({ tone: 'idle', words: 'The board talks' })
    expect(await words({})).toMatchObject({ tone: 'busy' })
  })

  it('is known over Improv where the log does not say it', async () => {
    const flash = await exampleWifi()
    expect(startWords(flash)).toMatchObject({ tone: 'good', words: 'Board now runs thermo 2.34' })
    const old = await exampleWifi({ device: { ...flash.wifi.device, version: '1.00' } })
    expect(startWords({ ...old, kind: 'done' })).toMatchObject({ tone: 'warning' })
  })
})
