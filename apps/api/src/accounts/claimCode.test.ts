import { describe, expect, it } from 'vitest'
import { createClaimCode } from './claimCode.ts'

describe('createClaimCode', () => {
  const minute = 60_000

  it('takes its own text, also in capitals and without dashes', () => {
    const code = createClaimCode(0)
    expect(() => code.check(code.text, 0)).not.toThrow()
    expect(() => code.check(code.text.toUpperCase().replaceAll('-', ' '), 30 * minute - 1)).not.toThrow()
  })

  it('refuses anything else', () => {
    const code = createClaimCode(0)
    const wrong = ['', `${code.text}0`, code.text.slice(0, -1), createClaimCode(0).text]
    for (const text of wrong)
      expect(() => code.check(text, 0)).toThrow(expect.objectContaining({ code: 'wrong-claim-code' }))
  })

  it('expires after 30 minutes and says what to do then', () => {
    const code = createClaimCode(0)
    expect(() => code.check(code.text, 30 * minute)).toThrow(/expired after 30 minutes: restart the server/)
  })

  it('is another one each time', () => {
    expect(createClaimCode(0).text).not.toBe(createClaimCode(0).text)
  })
})
