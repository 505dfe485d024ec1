// @vitest-environment happy-dom
import { expect, test } from 'vitest'
import { clearFragment, codeInFragment } from './claimCode.ts'

test('the code of a claim link is read from its fragment', () => {
  expect(codeInFragment('#code=K7PD-22QX')).toBe('K7PD-22QX')
  expect(codeInFragment('')).toBe('')
  expect(codeInFragment('#other=1')).toBe('')
})

test('the code leaves the address bar and with it the history', () => {
  const browser = window as unknown as { happyDOM: { setURL(url: string): void } }
  browser.happyDOM.setURL('http://192.168.1.10:5000/claim?a=1#code=K7PD-22QX')
  const entries = history.length
  clearFragment()
  expect(location.href).toBe('http://192.168.1.10:5000/claim?a=1')
  expect(history.length).toBe(entries)
})
