import { makeImage, makeMergedImage } from '@cyberdeck-ota/esp-image'
import type { Build } from '@cyberdeck-ota/schema'
import { expect, test } from 'vitest'
import { exampleBuild, exampleProduct, exampleRegistry, exampleRelease } from '../testing/examples.ts'
import { appInside, asBuild, type Candidate, wholeFile } from './candidate.ts'
import { exampleParts } from './exampleParts.ts'
import { readFirmware } from './firmwareReading.ts'
import { judgeParts } from './judgeParts.ts'
import { judgeUpload } from './judgeUpload.ts'
import { withoutPart } from './partFiles.ts'
import type { Draft } from './uploadState.ts'

async function candidateOf(bytes: Uint8Array): Promise<Candidate> {
  const file = new Blob([new Uint8Array(bytes)])
  const reading = await readFirmware(file)
  const inside = reading.inspection.verdict === 'merged' && appInside(file, reading.inspection, reading)
  if (inside) return inside
  if (reading.inspection.verdict !== 'accepted') throw new Error(reading.inspection.sentence)
  return wholeFile(file, reading.inspection, reading)
}

const candidate = await candidateOf(makeImage({ version: '1.03' }))
const draft: Draft = { version: '1.03', product: 'default', board: '', notes: '', channel: 'stable' }
const registry = exampleRegistry({ default: exampleProduct(['1.01', '1.02']) })
const judge = (changes: Partial<Draft> = {}, over: Partial<Parameters<typeof judgeUpload>[0]> = {}) =>
  judgeUpload({
    registry,
    candidate,
    draft: { ...draft, ...changes },
    parts: {},
    versionInBytes: true,
    ...over,
  })

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

test('parts that do not start this app keep it from being saved, with the sentence of the server', async () => {
  const parts = exampleParts()
  expect(judge({}, { parts })).toMatchObject({ parts: null, againstSaving: null, gains: null })

  const s3 = exampleParts({ chipId: 9 })
  const judged = judge({}, { parts: { ...parts, ...(s3.bootloader && { bootloader: s3.bootloader }) } })
  expect(judged.parts).toBe('The bootloader is for ESP32-S3, and the app for ESP32.')
  expect(judged.againstPublishing).toBe(judged.parts)

  expect(judge({}, { parts: withoutPart(parts, 'partitions') }).againstSaving).toMatch(/partition table: add/)
})

test('a build that is there already gains the parts that come with the same bytes, once', () => {
  const there = (build: Partial<Build>) => {
    const release = exampleRelease('1.03', {
      builds: { default: exampleBuild({ sha256: candidate.sha256, ...build }) },
    })
    return exampleRegistry({ default: { ...exampleProduct(['1.03']), releases: { '1.03': release } } })
  }
  const parts = exampleParts()
  const judgeAgainst = (build: Partial<Build>) => judge({}, { parts, registry: there(build) })
  expect(judgeAgainst({})).toMatchObject({ gains: 'added', againstSaving: null })

  const placed = judgeParts(candidate, parts)?.placed ?? undefined
  expect(placed).toMatchObject({ appAddress: 0x20000 })
  expect(judgeAgainst({ parts: placed })).toMatchObject({
    gains: null,
    againstSaving: '1.03 is saved already, with these very bytes.',
  })
  const other = placed && { ...placed, bootloader: { ...placed.bootloader, sha256: 'b'.repeat(64) } }
  expect(judgeAgainst({ parts: other })).toMatchObject({ gains: 'replaced', againstSaving: null })
})

test('a build that came alone gains its factory image, once', async () => {
  const app = makeImage({ version: '1.03' })
  const merged = await candidateOf(makeMergedImage({ apps: { factory: app } }))
  const judgeAgainst = (build: Build) => {
    const release = exampleRelease('1.03', { builds: { default: build } })
    const product = { ...exampleProduct(['1.03']), releases: { '1.03': release } }
    return judge({}, { registry: exampleRegistry({ default: product }), candidate: merged })
  }
  expect(judgeAgainst(asBuild(await candidateOf(app)))).toMatchObject({ againstSaving: null, gains: 'added' })
  expect(judgeAgainst(asBuild(merged)).againstSaving).toContain('saved already')
})
