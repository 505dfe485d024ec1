import { makeImage } from '@cyberdeck-ota/esp-image'
import { expect, test } from 'vitest'
import { exampleBuild, exampleProduct, exampleRegistry } from '../testing/examples.ts'
import { type Candidate, wholeFile } from './candidate.ts'
import { readFirmware } from './firmwareReading.ts'
import { judgeUpload } from './judgeUpload.ts'
import type { Draft } from './uploadState.ts'

async function candidateOf(bytes: Uint8Array): Promise<Candidate> {
  const file = new Blob([new Uint8Array(bytes)])
  const reading = await readFirmware(file)
  if (reading.inspection.verdict !== 'accepted') throw new Error(reading.inspection.sentence)
  return wholeFile(file, reading.inspection, reading)
}

const candidate = await candidateOf(makeImage({ version: '1.03' }))
const draft: Draft = { version: '1.03', product: 'default', board: '', notes: '', channel: 'stable' }
const registry = exampleRegistry({ default: exampleProduct(['1.01', '1.02']) })
const judge = (changes: Partial<Draft> = {}, over: Partial<Parameters<typeof judgeUpload>[0]> = {}) =>
  judgeUpload({ registry, candidate, draft: { ...draft, ...changes }, versionInBytes: true, ...over })

test('nothing stands against a new version', () => {
  expect(judge()).toMatchObject({ againstSaving: null, againstPublishing: null, refusal: null, warnings: [] })
})

test('without a version the buttons say what is missing, and the field shows no error yet', () => {
  expect(judge({ version: '' })).toMatchObject({ version: '', againstSaving: 'Give it a version first.' })
})

test('a field that cannot be is named at the field and at the buttons', () => {
  const judged = judge({ version: '1 03' })
  expect(judged.version).toMatch(/^A version is .*\.$/)
  expect(judged.againstPublishing).toBe(judged.version)
  expect(judge({ product: 'Pump House' }).product).toMatch(/^A name is/)
  expect(judge({ board: '?' }).againstSaving).toMatch(/^A name is/)
})

test('a version that other bytes have already is refused with the sentence of the server', () => {
  const judged = judge({ version: '1.2' })
  expect(judged.refusal).toContain('has a release 1.02 (the same version as 1.2) with other bytes')
  expect(judged.againstSaving).toBe(judged.refusal)
  expect(judged.againstPublishing).toBe(judged.refusal)
})

test('another chip is refused until a board tells the two apart', async () => {
  const s3 = await candidateOf(makeImage({ chipId: 9 }))
  expect(judge({}, { candidate: s3 }).refusal).toContain('ESP32-S3')
  expect(judge({ board: 's3-sense' }, { candidate: s3 }).refusal).toBeNull()
})

test('bytes that are that release already can still be published, and no more than that', () => {
  const product = exampleProduct(['1.02', '1.03'])
  const known = exampleBuild({ sha256: candidate.sha256 })
  const same = exampleRegistry({
    default: {
      ...product,
      releases: {
        ...product.releases,
        '1.03': { version: '1.03', notes: '', uploadedAt: '', builds: { default: known } },
      },
      channels: { stable: { version: '1.02', recall: false } },
    },
  })
  expect(judge({}, { registry: same })).toMatchObject({
    againstSaving: expect.stringContaining('saved already'),
    againstPublishing: null,
  })
})

test('what is worth knowing is told as a warning and stops nothing', () => {
  const judged = judge({}, { versionInBytes: false })
  expect(judged.warnings.map(({ code }) => code)).toEqual(['version-not-in-image'])
  expect(judged.againstPublishing).toBeNull()
})

test('publishing a build says which boards get nothing, because they have none of that version yet', () => {
  const product = exampleProduct(['1.02'])
  const both = { default: exampleBuild(), s3: exampleBuild({ sha256: 'b'.repeat(64), chip: 'ESP32-S3' }) }
  const two = exampleRegistry({
    default: {
      ...product,
      boards: { default: { chip: 'ESP32' }, s3: { chip: 'ESP32-S3' } },
      releases: { '1.02': { version: '1.02', notes: '', uploadedAt: '', builds: both } },
    },
  })
  expect(judge({}, { registry: two })).toMatchObject({ refusal: null, behind: ['s3'] })
  expect(judge().behind).toEqual([])
})
