import { expect, test } from 'vitest'
import { localPath } from './localPath.ts'

test('after signing in one is back where one was', () => {
  expect(localPath('/firmware/thermo/1.02?find=held#x')).toBe('/firmware/thermo/1.02?find=held#x')
})

test('a link cannot send anybody elsewhere through the sign-in page', () => {
  for (const elsewhere of [
    undefined,
    '',
    'https://evil.example',
    '//evil.example',
    '/\\evil.example',
    '/\t/evil.example',
    'javascript:alert(1)',
  ]) {
    expect(localPath(elsewhere)).toBe('/')
  }
})
