import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { asReadableSecret, hashOf, newReadableSecret, newSecret, sameHash } from './secret.ts'

describe('secrets', () => {
  it('are 256 bits that cookies and URLs take as they are, and never the same twice', () => {
    const secrets = Array.from({ length: 100 }, newSecret)
    for (const secret of secrets) expect(secret).toMatch(/^[\w-]{43}$/)
    expect(new Set(secrets).size).toBe(100)
  })

  it('have equal hashes only when they are equal', () => {
    expect(sameHash(hashOf('a'), hashOf('a'))).toBe(true)
    expect(sameHash(hashOf('a'), hashOf('b'))).toBe(false)
  })

  it('that people read are groups of four unmistakable characters', () => {
    expect(newReadableSecret(4)).toMatch(/^([0-9a-hjkmnp-tv-z]{4}-){3}[0-9a-hjkmnp-tv-z]{4}$/)
  })

  it('are understood in capitals, without dashes, with spaces, and with the look-alikes of 0 and 1', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 6 }), fc.nat(), (groups, at) => {
        const secret = newReadableSecret(groups)
        const plain = secret.replaceAll('-', '')
        const spaced = `${plain.slice(0, at % plain.length)} ${plain.slice(at % plain.length)} `
        expect(asReadableSecret(spaced.toUpperCase())).toBe(secret)
        expect(asReadableSecret(plain.replaceAll('0', 'O').replaceAll('1', 'l'))).toBe(secret)
      }),
    )
  })
})
