import { makeImage } from '@cyberdeck-ota/esp-image'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { wholeFile } from './candidate.ts'
import { exampleParts } from './exampleParts.ts'
import { readFirmware } from './firmwareReading.ts'
import { isMadeHere, type PartFile } from './partFiles.ts'
import { settleParts } from './settleParts.ts'
import type { Upload, UploadState } from './uploadState.ts'

const file = new Blob([new Uint8Array(makeImage())])
const reading = await readFirmware(file)
if (reading.inspection.verdict !== 'accepted') throw new Error('the image is no app')
const candidate = wholeFile(file, reading.inspection, reading)
const states: Record<'app' | 'sent' | 'refused' | 'part', UploadState> = {
  app: { step: 'ready', candidate },
  sent: { step: 'waiting', candidate, publish: 'none' },
  refused: { step: 'refused', sentence: 'No.' },
  part: { step: 'reading' },
}
const kinds = Object.values(exampleParts())

/** Files by what they are; those of the drop, and before them what was on the list. */
const anyFiles = fc.array(
  fc.record({
    is: fc.constantFrom(...(['app', 'sent', 'refused', 'part'] as const)),
    kind: fc.constantFrom(...kinds),
  }),
  { maxLength: 8 },
)

function listOf(files: { is: keyof typeof states; kind: PartFile }[], before: number) {
  const items = files.map(
    ({ is }, id): Upload => ({
      id,
      file: new File([], `${id}.bin`),
      known: {},
      draft: { version: '', product: '', board: '', notes: '', channel: '' },
      parts: {},
      state: states[id < before && is === 'part' ? 'refused' : is],
    }),
  )
  const ids = items.slice(before).map(({ id }) => id)
  const parts = new Map(
    ids.flatMap((id): [number, PartFile][] => {
      const { is, kind } = files[id] ?? {}
      return is === 'part' && kind ? [[id, { ...kind, file: items[id]?.file ?? kind.file }]] : []
    }),
  )
  return { items, drop: { ids: new Set(ids), parts, app: undefined } }
}

test('every file of a drop is on the list or beside an app, once, and only an app that is not on its way gains any', () => {
  fc.assert(
    fc.property(anyFiles, fc.nat(4), (files, before) => {
      const { items, drop } = listOf(files, before)
      const settled = settleParts(items, drop)
      const beside = settled.flatMap(({ parts }) => Object.values(parts).filter((part) => !isMadeHere(part)))
      const names = [...settled.map((item) => item.file.name), ...beside.map((part) => part.file.name)]
      expect(names.sort()).toEqual(items.map((item) => item.file.name).sort())
      for (const { parts, state } of settled) {
        if (Object.keys(parts).length > 0) expect(state.step).toBe('ready')
      }
    }),
  )
})

test('nothing joins by itself where two apps came along, or none did and two are on the list', () => {
  fc.assert(
    fc.property(anyFiles, fc.nat(4), (files, before) => {
      const { items, drop } = listOf(files, before)
      const apps = items.filter(({ state }) => state.step === 'ready')
      const together = apps.filter(({ id }) => drop.ids.has(id))
      const choices = (together.length > 0 ? together : apps).length
      const joined = settleParts(items, drop).filter(({ parts }) => Object.keys(parts).length > 0)
      if (choices !== 1) expect(joined).toEqual([])
      else expect(joined.length).toBeLessThanOrEqual(1)
    }),
  )
})
