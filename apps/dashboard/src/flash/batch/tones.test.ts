import { afterEach, expect, test, vi } from 'vitest'
import { createTones } from './tones.ts'

afterEach(() => vi.unstubAllGlobals())

/** A browser that makes sounds, and what it was made to play, Hz. */
function loudspeaker() {
  const played: number[] = []
  const node = { connect: (next: unknown) => next, gain: { setTargetAtTime() {} }, start() {}, stop() {} }
  vi.stubGlobal('AudioContext', function context() {
    return { currentTime: 0, destination: node, resume: async () => {} }
  })
  vi.stubGlobal('GainNode', function gain() {
    return node
  })
  vi.stubGlobal('OscillatorNode', function oscillator(_: unknown, { frequency }: OscillatorOptions) {
    played.push(frequency ?? 0)
    return node
  })
  return played
}

test('success goes up and failure goes down', () => {
  const played = loudspeaker()
  const tones = createTones()
  tones.unlock()
  tones.success()
  const [low = 0, high = 0] = played.splice(0)
  tones.failure()
  const [first = 0, second = 0] = played
  expect(low).toBeLessThan(high)
  expect(first).toBeGreaterThan(second)
})

test('nothing sounds before a click allowed it', () => {
  const played = loudspeaker()
  createTones().success()
  expect(played).toEqual([])
})

test('a browser without sound is silent', () => {
  const tones = createTones()
  tones.unlock()
  expect(() => tones.success()).not.toThrow()
})
