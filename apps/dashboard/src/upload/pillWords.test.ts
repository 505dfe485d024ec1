import { expect, test } from 'vitest'
import { pillWords } from './pillWords.ts'
import type { Upload, UploadState } from './uploadState.ts'

const item = (state: Partial<UploadState>) => ({ file: { name: 'a.bin' }, state }) as unknown as Upload

test('what is being sent is named before anything else', () => {
  expect(pillWords([item({ step: 'failed' }), item({ step: 'sending', sent: 45, total: 100 })])).toBe(
    'Sending a.bin, 45 %',
  )
})

test('a failure is named before what only waits for somebody', () => {
  expect(pillWords([item({ step: 'ready' }), item({ step: 'failed' })])).toBe('An upload failed')
  expect(pillWords([item({ step: 'ready' })])).toBe('1 file is not saved yet')
  expect(pillWords([item({ step: 'ready' }), item({ step: 'merged' })])).toBe('2 files are not saved yet')
})

test('what finished while the panel was closed is told as finished', () => {
  expect(pillWords([item({ step: 'done' }), item({ step: 'part' })])).toBe('Upload finished')
  expect(pillWords([item({ step: 'refused' })])).toBe('Upload refused')
})
