import { expect, test, vi } from 'vitest'
import type { BuildFile } from './fetchBuildFile.ts'
import { keepFiles } from './keepFiles.ts'

const file = (sha256: string): BuildFile => ({
  product: 'thermo',
  version: '2.34',
  board: 's3',
  file: 'app',
  fileName: `${sha256}.bin`,
  sha256,
  size: 3,
})
const options = () => ({ onProgress: vi.fn(), signal: new AbortController().signal })

test('a file is fetched once, and its progress told all the same', async () => {
  const fetchFile = vi.fn(async () => Uint8Array.of(1, 2, 3))
  const fetchKept = keepFiles(fetchFile)
  await fetchKept(file('a'), options())
  const again = options()
  expect(await fetchKept(file('a'), again)).toEqual(Uint8Array.of(1, 2, 3))
  expect(fetchFile).toHaveBeenCalledTimes(1)
  expect(again.onProgress).toHaveBeenLastCalledWith(3, 3)
})

test('of many files only the latest are kept', async () => {
  const fetchFile = vi.fn(async () => Uint8Array.of(1, 2, 3))
  const fetchKept = keepFiles(fetchFile)
  for (let i = 0; i <= 12; i++) await fetchKept(file(`${i}`), options())
  await fetchKept(file('12'), options())
  expect(fetchFile).toHaveBeenCalledTimes(13)
  await fetchKept(file('0'), options())
  expect(fetchFile).toHaveBeenCalledTimes(14)
})

test('a file that could not be fetched is fetched again', async () => {
  const fetchFile = vi.fn(async () => Uint8Array.of(1, 2, 3)).mockRejectedValueOnce(new Error('away'))
  const fetchKept = keepFiles(fetchFile)
  await expect(fetchKept(file('a'), options())).rejects.toThrow('away')
  await fetchKept(file('a'), options())
  expect(fetchFile).toHaveBeenCalledTimes(2)
})
