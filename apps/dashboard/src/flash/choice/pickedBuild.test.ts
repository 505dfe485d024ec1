import { expect, test } from 'vitest'
import { exampleBuild, exampleProduct, exampleRegistry } from '../../testing/examples.ts'
import type { Firmware } from './firmware.ts'
import { pickedBuild } from './pickedBuild.ts'
import { releaseChoices } from './releaseChoices.ts'

const s3 = exampleBuild({ chip: 'ESP32-S3', sha256: 'b'.repeat(64) })
const lamp = exampleProduct(['1.00', '1.01'])
const several = {
  ...lamp,
  boards: { ...lamp.boards, s3: { chip: 'ESP32-S3' } },
  releases: {
    ...lamp.releases,
    '1.01': { ...lamp.releases['1.01'], version: '1.01', builds: { default: exampleBuild(), s3 } },
  },
} as typeof lamp
const choices = releaseChoices(exampleRegistry({ default: exampleProduct(['2.00', '2.01']), lamp: several }))

const release = (product: string, version: string, board: string | null = null): Firmware => ({
  kind: 'release',
  product,
  version,
  board,
})
function picked(firmware: Firmware | null) {
  const found = pickedBuild(choices, firmware)
  return found && [found.product.name, found.release.version, found.board]
}

test('what was chosen elsewhere is taken over', () => {
  expect(picked(release('lamp', '1.00'))).toEqual(['lamp', '1.00', 'default'])
  expect(picked(release('lamp', '1.01', 's3'))).toEqual(['lamp', '1.01', 's3'])
})

test('of several boards none is picked unasked, because no chip is there to tell', () => {
  expect(picked(release('lamp', '1.01'))).toEqual(['lamp', '1.01', null])
  expect(pickedBuild(choices, release('lamp', '1.01'))?.build).toBeNull()
})

test('a board that another release has is not taken for this one', () => {
  expect(picked(release('lamp', '1.01', 'c3'))).toEqual(['lamp', '1.01', null])
})

test('the usual release stands there for files of the disk, for what is gone and for nothing', () => {
  const usual = ['default', '2.01', 'default']
  expect(picked({ kind: 'files', files: [] })).toEqual(usual)
  expect(picked(release('gone', '1.00'))).toEqual(usual)
  expect(picked(release('default', '9.99'))).toEqual(usual)
  expect(picked(null)).toEqual(usual)
})

test('an empty library has nothing to pick', () => {
  expect(pickedBuild([], release('lamp', '1.00'))).toBeNull()
})
