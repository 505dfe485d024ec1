import type { ImageFacts } from '@cyberdeck-ota/esp-image'
import { expect, test } from 'vitest'
import { exampleBuild, exampleProduct, exampleRegistry, exampleRelease } from '../testing/examples.ts'
import type { Candidate } from './candidate.ts'
import { suggestDraft } from './draft.ts'

const candidate = (image: Partial<ImageFacts>, sha256 = 'b'.repeat(64)) =>
  ({ sha256, image: { version: null, project: null, chip: 'ESP32', ...image } }) as Candidate

const empty = exampleRegistry()

test('the version comes from the image, else from the name of the file, else from nobody', () => {
  expect(suggestDraft(empty, 'x.bin', candidate({ version: '2.1' }))).toMatchObject({
    version: '2.1',
    product: 'default',
    board: '',
    channel: 'stable',
  })
  expect(suggestDraft(empty, 'pump-1.04.bin', candidate({ version: '1' })).version).toBe('1.04')
  expect(suggestDraft(empty, 'firmware.bin', candidate({})).version).toBe('')
})

test('the only product there is is meant, or the one with the same project', () => {
  const pump = exampleRegistry({ pump: exampleProduct(['1.0']) })
  expect(suggestDraft(pump, 'x.bin', candidate({})).product).toBe('pump')

  const lamp = {
    ...exampleProduct(['1.0']),
    releases: { '1.0': exampleRelease('1.0', { builds: { default: exampleBuild({ project: 'lamp-fw' }) } }) },
  }
  const two = exampleRegistry({ pump: exampleProduct(['1.0']), lamp })
  expect(suggestDraft(two, 'x.bin', candidate({ project: 'lamp-fw' })).product).toBe('lamp')
  expect(suggestDraft(two, 'x.bin', candidate({ project: 'other' })).product).toBe('default')
})

test('of several boards, the one with the chip is meant, and none when two have it', () => {
  const boards = { devkit: { chip: 'ESP32' }, sense: { chip: 'ESP32-S3' } }
  const registry = exampleRegistry({ default: { ...exampleProduct(['1.0']), boards } })
  expect(suggestDraft(registry, 'x.bin', candidate({ chip: 'ESP32-S3' })).board).toBe('sense')
  const both = { ...boards, mini: { chip: 'ESP32-S3' } }
  const ambiguous = exampleRegistry({ default: { ...exampleProduct(['1.0']), boards: both } })
  expect(suggestDraft(ambiguous, 'x.bin', candidate({ chip: 'ESP32-S3' })).board).toBe('')
})

test('bytes that are there already are that release', () => {
  const registry = exampleRegistry({ pump: exampleProduct(['1.0']) })
  const known = candidate({ version: '9.9' }, 'a'.repeat(64))
  expect(suggestDraft(registry, 'x.bin', known)).toMatchObject({
    version: '1.0',
    product: 'pump',
    board: 'default',
  })
})
