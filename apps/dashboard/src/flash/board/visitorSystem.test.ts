import { expect, test } from 'vitest'
import { visitorSystem } from './visitorSystem.ts'

test('a computer is told from its browser, and a phone is none', () => {
  const chrome = (system: string) =>
    `Mozilla/5.0 (${system}) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36`
  expect(visitorSystem(chrome('Windows NT 10.0; Win64; x64'))).toBe('windows')
  expect(visitorSystem(chrome('Macintosh; Intel Mac OS X 10_15_7'))).toBe('macos')
  expect(visitorSystem(chrome('X11; Linux x86_64'))).toBe('linux')
  expect(visitorSystem(chrome('Linux; Android 16; K'))).toBe('other')
  expect(visitorSystem('Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Mobile/15E148')).toBe('other')
})
