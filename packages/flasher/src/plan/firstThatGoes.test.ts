import { partition } from '@cyberdeck-ota/esp-image'
import { describe, expect, it } from 'vitest'
import { firstThatGoes } from './firstThatGoes.ts'
import { app, boardWith, bootloader, file, flashWith, merged, planned, refused, table } from './testFlash.ts'

const alone = [file('app.bin', app('3.00'))]
const whole = [file('merged.bin', merged({ apps: { app0: app('3.00') } }), 0)]
const parts = [
  file('bootloader.bin', bootloader(), 0),
  file('partitions.bin', table(), 0x8000),
  file('app.bin', app('3.00'), 0x10000),
]
const running = boardWith(flashWith(merged()))
const blank = boardWith(flashWith())

describe('of an app alone and everything', () => {
  it.each([
    ['a factory image', whole],
    ['its parts', parts],
  ])('a board that can start the app gets it alone, a blank or erased one gets %s', async (_, full) => {
    const writes = async (board: typeof running, eraseAll: boolean) =>
      planned(firstThatGoes(await board, [alone, full], eraseAll)).writes.map(({ part }) => part)
    expect(await writes(running, false)).toEqual(['app', 'otadata'])
    const everything = await writes(blank, false)
    expect(everything).not.toEqual(['app', 'otadata'])
    expect(everything[0]).toBe(full[0]?.name === 'merged.bin' ? 'factory-image' : 'bootloader')
    expect(await writes(running, true)).toEqual(everything)
  })

  it('everything goes also where the app does not fit the slots that are there', async () => {
    const large = app('3.00', { size: 0x28000 })
    const roomy = [partition('nvs', 1, 2, 0x9000, 0x5000), partition('factory', 0, 0, 0x10000, 0x80000)]
    const full = file('merged.bin', merged({ partitions: roomy, apps: { factory: large } }), 0)
    const plan = planned(firstThatGoes(await running, [[file('app.bin', large)], [full]], false))
    expect(new Set(plan.writes.map(({ part }) => part))).toEqual(new Set(['factory-image']))
    expect(plan.keeps).toMatchObject([{ label: 'nvs' }])
  })
})

describe('where nothing goes', () => {
  it('the set that lacks least says why', async () => {
    const small = await boardWith(flashWith(undefined, 0x10000))
    expect(refused(firstThatGoes(small, [alone, parts], false)).code).toBe('does-not-fit-flash')
    expect(refused(firstThatGoes(small, [alone], false)).code).toBe('blank-chip')
  })

  it('the app says it where no other files could help', async () => {
    const other = await boardWith(flashWith(), { chip: 'ESP32', chipId: 0 })
    expect(refused(firstThatGoes(other, [alone, parts], false))).toMatchObject({
      code: 'wrong-chip',
      sentence: expect.stringContaining('app.bin is for ESP32-S3'),
    })
  })

  it('nothing chosen is nothing chosen', async () => {
    expect(refused(firstThatGoes(await running, [], false)).code).toBe('nothing-chosen')
  })
})
