import { expect, test } from 'vitest'
import { snippets } from './snippets.ts'

const all = snippets('http://192.168.1.10:5000')
const code = (id: string) =>
  all
    .find((snippet) => snippet.id === id)
    ?.files.map((file) => file.code)
    .join('\n')

test('every way of polling has this server’s address in it', () => {
  for (const { id } of all) expect(code(id)).toContain('192.168.1.10')
})

test('the recommended sketch rolls back a build that never reaches the server', () => {
  const sketch = code('arduino') ?? ''
  expect(sketch.match(/httpUpdate\.update\(/g)).toHaveLength(1)
  expect(sketch).toContain('extern "C" bool verifyRollbackLater() { return true; }')
  expect(sketch.indexOf('HTTP_UPDATE_NO_UPDATES')).toBeLessThan(
    sketch.indexOf('esp_ota_mark_app_valid_cancel_rollback()'),
  )
})

test('the short sketch is six lines and takes the address apart for the updater', () => {
  const lines = (code('six-lines') ?? '').trimEnd().split('\n')
  expect(lines).toHaveLength(6)
  expect(lines.at(-1)).toContain('"192.168.1.10", 5000, "/ota?version=" FW_VERSION')
})

test('a device of another product, board or channel says so in every snippet', () => {
  const target = { product: 'thermo', board: 's3', channel: 'beta' }
  const url = 'http://192.168.1.10:5000/ota?product=thermo&board=s3&channel=beta'
  for (const { id, files } of snippets('http://192.168.1.10:5000', target)) {
    const text = files.map((file) => file.code).join('\n')
    expect(text, id).toContain(url)
    expect(text, id).not.toMatch(/\/ota["\s]|\/ota\?version/)
  }
})

test('an address without a port means port 80', () => {
  const short = snippets('http://ota.lan').find(({ id }) => id === 'six-lines')
  expect(short?.files[0]?.code).toContain('"ota.lan", 80,')
})
