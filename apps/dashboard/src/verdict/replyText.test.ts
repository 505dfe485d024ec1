import { expect, test } from 'vitest'
import { replyText } from './replyText.ts'

test('a text answer shows as it goes over the wire', () => {
  expect(
    replyText({
      status: 200,
      headers: { 'content-type': 'text/plain', 'content-length': '8' },
      body: 'Uptodate',
      image: null,
    }),
  ).toBe('HTTP/1.1 200 OK\ncontent-type: text/plain\ncontent-length: 8\n\nUptodate')
})

test('an answer without a body ends after its headers', () => {
  expect(replyText({ status: 304, headers: { connection: 'close' }, body: null, image: null })).toBe(
    'HTTP/1.1 304 Not Modified\nconnection: close\n',
  )
})

test('an image is named by its size and its digest', () => {
  const headers = { 'Content-Length': '1214864' }
  expect(replyText({ status: 206, headers, body: null, image: 'a'.repeat(64) })).toContain(
    `<1,214,864 bytes: the image with SHA-256 ${'a'.repeat(64)}>`,
  )
})

test('an image without a length is named by its digest, and a status without a known phrase stands alone', () => {
  const image = 'a'.repeat(64)
  expect(replyText({ status: 299, headers: {}, body: null, image })).toBe(
    `HTTP/1.1 299\n\n<the image with SHA-256 ${image}>`,
  )
})
