// @vitest-environment happy-dom
import { afterEach, expect, test, vi } from 'vitest'
import { copyText } from './copyText.ts'

afterEach(() => {
  vi.unstubAllGlobals()
  document.body.replaceChildren()
})

/** What the browser would put on the clipboard at `execCommand('copy')`. */
function stubCommand() {
  const copied: string[] = []
  Object.assign(document, {
    execCommand: () => {
      copied.push(document.querySelector('textarea')?.value ?? '')
      return true
    },
  })
  return copied
}

test('without a clipboard, as on a plain http address, the older command copies', async () => {
  vi.stubGlobal('navigator', {})
  const copied = stubCommand()
  expect(await copyText('AA:BB')).toBe(true)
  expect(copied).toEqual(['AA:BB'])
  expect(document.querySelector('textarea')).toBeNull()
})

test('a clipboard that refuses is no reason to give up', async () => {
  vi.stubGlobal('navigator', { clipboard: { writeText: () => Promise.reject(new Error('NotAllowedError')) } })
  const copied = stubCommand()
  expect(await copyText('AA:BB')).toBe(true)
  expect(copied).toEqual(['AA:BB'])
})

test('inside a dialog the text is selected inside it, where the focus trap allows it', async () => {
  vi.stubGlobal('navigator', {})
  document.body.innerHTML = '<div role="dialog"><button></button></div>'
  const button = document.querySelector('button')
  button?.focus()
  let inside = false
  Object.assign(document, {
    execCommand: () => {
      inside = document.querySelector('[role="dialog"] textarea') !== null
      return true
    },
  })
  await copyText('x')
  expect(inside).toBe(true)
  expect(document.activeElement).toBe(button)
})
