import { type Accepted, inspectImage, makeImage } from '@cyberdeck-ota/esp-image'
import { Build } from '@cyberdeck-ota/schema'
import { describe, expect, test } from 'vitest'
import { describeBuild, type Origin } from './describeBuild.ts'
import { nativeHashes } from './nativeHashes.ts'

const bytes = makeImage({ chipId: 9, version: '1.02', project: 'thermo' })
const { image } = inspectImage(bytes) as Accepted
const hex = (digest: Uint8Array) => Buffer.from(digest).toString('hex')
const staged = {
  sha256: hex(nativeHashes.sha256(bytes)),
  md5: hex(nativeHashes.md5(bytes)),
  sha512: 'c'.repeat(128),
  size: bytes.length,
}
const origin: Origin = {
  bytes,
  fileName: 'thermo.bin',
  at: '2026-02-21T09:00:00.000Z',
  by: 'admin',
  factory: null,
}

describe("the registry's entry for a file", () => {
  test('is a valid build that holds what the image says of itself', () => {
    const build = describeBuild(staged, image, origin)
    expect(Build.parse(build)).toEqual(build)
    expect(build).toMatchObject({
      chip: 'ESP32-S3',
      project: 'thermo',
      embeddedVersion: '1.02',
      uploadedBy: 'admin',
    })
  })

  test('knows what a device says that runs it, also when the file goes on behind the image', () => {
    const padded = new Uint8Array([...bytes, ...new Uint8Array(512).fill(0xff)])
    const build = describeBuild(staged, image, { ...origin, bytes: padded })
    expect(build.runningMd5).toBe(hex(nativeHashes.md5(bytes)))
    expect(build.runningSha256).toBe(hex(bytes.subarray(-32)))
  })

  test('does not pretend to know what a device says that runs what is inside an encrypted file', () => {
    const build = describeBuild(staged, { ...image, kind: 'encrypted' }, origin)
    expect(build).toMatchObject({ runningMd5: null, runningSha256: null })
    expect(Build.parse(build)).toEqual(build)
  })

  test.each([
    ['C:\\Users\\me\\build\\app.bin', 'app.bin'],
    ['/home/me/app.bin', 'app.bin'],
    ['app.bin', 'app.bin'],
  ])('keeps of the file name %s only %s', (fileName, kept) => {
    expect(describeBuild(staged, image, { ...origin, fileName }).fileName).toBe(kept)
  })
})
