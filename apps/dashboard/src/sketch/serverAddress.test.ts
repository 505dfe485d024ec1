import { expect, test } from 'vitest'
import { serverAddress } from './serverAddress.ts'

const own = 'http://10.0.0.5:5000'
const guessed = { deviceUrl: own, deviceUrlIsSet: false }

test('the address that the browser reached goes into the sketch', () => {
  expect(serverAddress('http://192.168.1.10:5000/settings', guessed)).toBe('http://192.168.1.10:5000')
})

test('an address of this computer only is of no use to a board', () => {
  for (const here of [
    'http://localhost:5000/',
    'http://127.0.0.1:5173/',
    'http://[::1]:5000/',
    'http://a.localhost/',
  ]) {
    expect(serverAddress(here, guessed)).toBe(own)
  }
})

test('a dashboard behind HTTPS leaves the address for boards to the server', () => {
  expect(serverAddress('https://ota.example/', guessed)).toBe(own)
})

test('an address that the owner has set goes before the one in the browser', () => {
  const set = { deviceUrl: own, deviceUrlIsSet: true }
  expect(serverAddress('http://192.168.1.10:5000/', set)).toBe(own)
})
