import { expect, it } from 'vitest'
import { webAddress } from './webAddress.ts'

it.each(['http://192.168.4.27/', 'https://thermo.local/setup?a=1'])('%s is linked', (text) => {
  expect(webAddress(text)).toBe(text)
})

it.each([
  'javascript:alert(1)',
  ' JAVASCRIPT:alert(1)',
  'data:text/html,<script>alert(1)</script>',
  'ftp://192.168.4.27/',
  'thermo.local',
  '//thermo.local',
  '',
])('“%s” is not linked', (text) => {
  expect(webAddress(text)).toBeNull()
})
