import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { readSettings, SettingsSchema, WrongSetting } from './settings.ts'

it('has a value for everything that must have one when nothing is set', () => {
  expect(readSettings({})).toMatchObject({
    PORT: 5000,
    HOST: '0.0.0.0',
    FIRMWARE_DIR: './firmware',
    DOWNLOAD_LIMIT: 200,
  })
})

it('counts an empty variable as unset, as Compose files write them', () => {
  expect(readSettings({ PUBLIC_URL: '', CYBERDECK_API_TOKEN: '' })).not.toHaveProperty('PUBLIC_URL')
})

it.each([
  ['PORT', '70000', 'The setting PORT is not between 0 and 65535.'],
  ['PORT', '5000x', 'The setting PORT is not a whole number.'],
  ['DATABASE_URL', 'mysql://host/fleet', 'The setting DATABASE_URL is not a postgres:// address.'],
  ['PUBLIC_URL', 'ota.lan', 'The setting PUBLIC_URL is not an http:// or https:// address.'],
  [
    'PUBLIC_URL',
    'http://ota.lan/?a=b',
    'The setting PUBLIC_URL has a query or a fragment, which an address that paths are added to cannot have.',
  ],
  ['TRUST_PROXY', 'yes', 'The setting TRUST_PROXY is not true or false.'],
  [
    'LOG_LEVEL',
    'loud',
    'The setting LOG_LEVEL is not one of fatal, error, warn, info, debug, trace, silent.',
  ],
])('names a wrong %s in one sentence', (name, value, sentence) => {
  expect(() => readSettings({ [name]: value })).toThrow(new WrongSetting(sentence))
})

it('never repeats a secret that is wrong', () => {
  expect(() => readSettings({ CYBERDECK_OWNER_PASSWORD: 'hunter2' })).toThrow(
    new WrongSetting('The setting CYBERDECK_OWNER_PASSWORD is shorter than 10 characters.'),
  )
  expect(() => readSettings({ DATABASE_URL: 'postgres//me:hunter2@host/fleet' })).toThrow(
    new WrongSetting('The setting DATABASE_URL is not a postgres:// address.'),
  )
})

it('takes a slash off the end of PUBLIC_URL', () => {
  expect(readSettings({ PUBLIC_URL: 'http://ota.lan:5000/' }).PUBLIC_URL).toBe('http://ota.lan:5000')
})

it('is the list of settings that the README has', () => {
  const readme = readFileSync(new URL('../../../README.md', import.meta.url), 'utf8')
  const listed = [...readme.matchAll(/^\| `([A-Z_]+)` \|/gm)].map((match) => match[1])
  expect(listed).toEqual(Object.keys(SettingsSchema.shape))
})
