import { expect, test } from 'vitest'
import { exampleBuild, exampleProduct, exampleRegistry, exampleRelease } from '../testing/examples.ts'
import { boardRows } from './boardRows.ts'

const product = {
  ...exampleProduct(['1.00']),
  boards: {
    s3: { chip: 'ESP32-S3' },
    relay: { chip: null, declared: true as const },
    default: { chip: 'ESP32' },
  },
  releases: {
    '1.00': exampleRelease('1.00'),
    '1.10': exampleRelease('1.10', { builds: { default: exampleBuild(), s3: exampleBuild() } }),
    '1.9': exampleRelease('1.9', { builds: { s3: exampleBuild() } }),
  },
}
const rows = boardRows(exampleRegistry({ default: product }), 'default', product)

test('boards are listed by name, each with the releases that have a build for it, newest first', () => {
  expect(rows.map(({ board, builds, releases }) => [board, builds, releases])).toEqual([
    ['default', ['1.10', '1.00'], 3],
    ['relay', [], 3],
    ['s3', ['1.10', '1.9'], 3],
  ])
})

test('a board with builds says why it cannot be deleted; a declared one without can be', () => {
  expect(rows.map(({ board, against }) => [board, against === null])).toEqual([
    ['default', false],
    ['relay', true],
    ['s3', false],
  ])
  expect(rows[2]?.against).toContain('has builds in 1.10 and 1.9')
})
