import { makeImage } from '@cyberdeck-ota/esp-image'
import { expect, test } from 'vitest'
import { exampleApp, exampleBoard, exampleFile, examplePlan } from '../../testing/exampleBoards.ts'
import { amountWords } from '../write/writeWords.ts'
import { writtenOf } from './written.ts'

const plan = examplePlan(await exampleBoard(), exampleFile(exampleApp('2.34'), 'build.bin'))

test('a release has to call itself by its version, whatever stands in its bytes', () => {
  const release = { kind: 'release', product: 'lamp', version: '3.00', board: null } as const
  expect(writtenOf(release, plan)).toEqual({
    product: 'lamp',
    version: '3.00',
    title: 'lamp 3.00',
    sha256: plan.app?.appendedSha256,
  })
  expect(plan.app?.appendedSha256).toMatch(/^[0-9a-f]{64}$/)
})

test('a file is called by what stands in it, and need not call itself that', () => {
  const files = [{ name: 'build.bin', bytes: new Uint8Array(), address: null }]
  expect(writtenOf({ kind: 'files', files }, plan)).toMatchObject({
    product: null,
    version: null,
    title: 'thermo 2.34',
  })
})

test('a sketch is called by its file: what stands in it is of Arduino’s libraries', async () => {
  const bytes = makeImage({ chipId: 9, project: 'arduino-lib-builder', version: 'b1c75d1' })
  const sketch = examplePlan(await exampleBoard(), exampleFile(bytes, 'blink.ino.bin'))
  const files = [{ name: 'blink.ino.bin', bytes, address: null }]
  expect(writtenOf({ kind: 'files', files }, sketch).title).toBe('blink.ino.bin')
  expect(amountWords(sketch)).toMatch(/^blink\.ino\.bin, /)
})

test('files that say nothing of themselves are called by their names', () => {
  const files = ['a.bin', 'b.bin', 'c.bin'].map((name) => ({ name, bytes: new Uint8Array(), address: 0 }))
  expect(writtenOf({ kind: 'files', files }, null).title).toBe('a.bin and 2 more')
  expect(writtenOf({ kind: 'files', files: files.slice(0, 1) }, null).title).toBe('a.bin')
})

test('what an install manifest names has to call itself by the manifest’s version', () => {
  expect(writtenOf({ kind: 'manifest', name: 'WLED', version: '0.15', builds: [] }, plan)).toMatchObject({
    version: '0.15',
    title: 'WLED 0.15',
  })
})
