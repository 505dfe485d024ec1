import { expect, it } from 'vitest'
import { networksToShow, signalOf } from './networks.ts'

it('the strongest network comes first, each once by its strongest access point, hidden ones not', () => {
  const heard = [
    { name: 'Far', rssi: -80, secured: true },
    { name: 'Home', rssi: -70, secured: true },
    { name: '', rssi: -30, secured: true },
    { name: 'Home', rssi: -50, secured: true },
  ]
  expect(networksToShow(heard)).toEqual([heard[3], heard[0]])
  expect(heard[0]?.name).toBe('Far')
})

it('a stronger signal never has fewer bars', () => {
  const bars = Array.from({ length: 100 }, (_, i) => signalOf(i - 100).bars)
  expect(bars).toEqual([...bars].sort())
  expect([signalOf(-90).word, signalOf(-70).word, signalOf(-60).word, signalOf(-40).word]).toEqual([
    'weak',
    'fair',
    'good',
    'strong',
  ])
})
