import { expect, test } from 'vitest'
import { wrongLabels } from './mislabelled.ts'

test('devices are counted by the label they have instead, most first', () => {
  const items = [
    { runs: '1.03', version: '1.02' },
    { runs: '1.03', version: 'dev' },
    { runs: '1.03', version: '1.02' },
  ]
  expect(wrongLabels(items, '1.03', [])).toEqual([
    { label: '1.02', devices: 2 },
    { label: 'dev', devices: 1 },
  ])
})

test('a right label, an alias, another release and a device that says nothing are no wrong label', () => {
  const items = [
    { runs: '1.03', version: 'v1.3' },
    { runs: '1.03', version: '1.02' },
    { runs: '1.04', version: '1.01' },
    { runs: null, version: '1.01' },
    { runs: '1.03', version: null },
  ]
  expect(wrongLabels(items, '1.03', ['1.2'])).toEqual([])
})
