import { expect, test } from 'vitest'
import { anyDevice, manifestPath, pollPath, segmentPath, versionedPath } from './deviceUrl.ts'

const lamp = { product: 'lamp', board: 's3-sense', channel: 'beta' }

test('a device of the default product on stable needs to say nothing', () => {
  expect(pollPath(anyDevice)).toBe('/ota')
  expect(pollPath({ ...anyDevice, channel: 'stable' })).toBe('/ota')
  expect(versionedPath(anyDevice)).toBe('/ota?version=')
  expect(segmentPath(anyDevice)).toBe('/ota/firmware.bin')
})

test('product, board and channel stand in the query, or in the path for who cannot send one', () => {
  expect(pollPath(lamp)).toBe('/ota?product=lamp&board=s3-sense&channel=beta')
  expect(versionedPath(lamp)).toBe('/ota?product=lamp&board=s3-sense&channel=beta&version=')
  expect(segmentPath(lamp)).toBe('/ota/product/lamp/board/s3-sense/channel/beta/firmware.bin')
})

test('an install button is for the same product, board and channel', () => {
  expect(manifestPath(anyDevice)).toBe('/ota/manifest.json')
  expect(manifestPath(lamp)).toBe('/ota/product/lamp/board/s3-sense/channel/beta/manifest.json')
})
