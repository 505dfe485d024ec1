import { expect, test } from 'vitest'
import { fieldChart } from './fieldChart.ts'

const [first, second] = ['2026-02-21T09:00:00.000Z', '2026-02-21T10:00:00.000Z']

test('each version is a layer, newest first, and is 0 where nobody ran it', () => {
  const { layers, rows } = fieldChart([
    { at: first, version: '1.02', devices: 5 },
    { at: second, version: '1.02', devices: 2 },
    { at: second, version: '1.10', devices: 3 },
  ])
  expect(layers.map(({ label, now }) => [label, now])).toEqual([
    ['1.10', 3],
    ['1.02', 2],
  ])
  expect(rows).toEqual([
    { at: Date.parse(first), layer0: 0, layer1: 5 },
    { at: Date.parse(second), layer0: 3, layer1: 2 },
  ])
})

test('no layer’s key has a dot, which the chart would take for a path', () => {
  const { layers } = fieldChart([{ at: first, version: '1.2.3', devices: 1 }])
  expect(layers.map(({ key }) => key.includes('.'))).toEqual([false])
})

test('what goes beyond the most used versions is counted together, and nobody is lost', () => {
  const samples = Array.from({ length: 9 }, (_, n) => ({ at: first, version: `1.0${n}`, devices: n + 1 }))
  const { layers, rows } = fieldChart(samples)
  expect(layers.at(-1)).toEqual({ key: 'rest', label: '3 more', now: 6 })
  const { at, ...counts } = rows[0] ?? {}
  expect(Object.values(counts).reduce((sum, count) => sum + count, 0)).toBe(45)
})

test('devices that say nothing have a layer, and no samples make none', () => {
  expect(fieldChart([{ at: first, version: null, devices: 1 }]).layers[0]?.label).toBe('says nothing')
  expect(fieldChart([])).toEqual({ layers: [], rows: [] })
})
