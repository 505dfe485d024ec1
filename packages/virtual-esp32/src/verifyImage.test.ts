import { createHash } from 'node:crypto'
import { chips, inspectImage, makeImage, runningDigests } from '@cyberdeck-ota/esp-image'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { makeFirmware } from './images.ts'
import { readRunningApp } from './runningApp.ts'
import { verifyImage } from './verifyImage.ts'

const esp32 = { chipId: 0, chipRevision: null }

describe('verifyImage', () => {
  it.each(chips.map(({ id, name }) => [name, id] as const))(
    'starts an app made for %s on it',
    (name, chipId) => {
      expect(verifyImage(makeFirmware({ chip: name }), { chipId, chipRevision: null })).toBeNull()
    },
  )

  it('refuses any single flipped bit of an image with a digest', () => {
    const image = makeFirmware()
    fc.assert(
      fc.property(fc.nat(image.length - 1), fc.nat(7), (at, bit) => {
        const flipped = Buffer.from(image)
        flipped[at] = (flipped[at] ?? 0) ^ (1 << bit)
        // Without its flag the digest is not looked at, and the checksum does not cover the header.
        fc.pre(at !== 23 || bit !== 0)
        expect(verifyImage(flipped, esp32)).not.toBeNull()
      }),
    )
  })

  it('refuses any truncation and never throws on any bytes', () => {
    const image = makeFirmware()
    fc.assert(
      fc.property(fc.nat(image.length - 1), (length) => {
        expect(verifyImage(image.subarray(0, length), esp32)).not.toBeNull()
      }),
    )
    const header = Buffer.from([0xe9, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0])
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        expect(verifyImage(Buffer.from(bytes), esp32)).not.toBeNull()
        expect(verifyImage(Buffer.concat([header, bytes]), esp32)).not.toBeNull()
      }),
    )
  })

  it('refuses an image that asks for another revision of the chip, if the revision is known', () => {
    const image = makeFirmware({ minChipRevision: 100, maxChipRevision: 199 })
    const at = (chipRevision: number | null) => verifyImage(image, { chipId: 0, chipRevision })
    expect([at(100), at(199), at(null)]).toEqual([null, null, null])
    expect(at(99)).toContain('below')
    expect(at(200)).toContain('above')
  })

  it('refuses a segment that flash cannot be mapped to', () => {
    const image = makeFirmware({ digest: false })
    image.writeUInt32LE(image.readUInt32LE(24) + 4, 24)
    expect(verifyImage(image, esp32)).toContain('does not match its place in flash')
  })
})

describe('readRunningApp', () => {
  it('finds the digests that esp-image expects a device with this file to report', () => {
    const recipe = fc.record({
      size: fc.integer({ min: 25, max: 300 }).map((blocks) => blocks * 16),
      version: fc.stringMatching(/^[\w.]{1,31}$/),
      digest: fc.boolean(),
    })
    fc.assert(
      fc.property(recipe, fc.uint8Array({ maxLength: 600 }), (made, trailing) => {
        const file = Buffer.concat([makeImage(made), trailing])
        const found = inspectImage(file)
        if (found.verdict !== 'accepted') throw new Error(`not accepted: ${found.code}`)
        const { md5, sha256, version, imageLength } = readRunningApp(file)
        expect({ md5, sha256 }).toEqual(runningDigests(file, found.image))
        expect({ version, imageLength }).toEqual({ version: made.version, imageLength: made.size })
      }),
    )
  })

  it('says the SHA-256 of the image when none ends it', () => {
    const image = makeFirmware({ digest: false })
    expect(readRunningApp(image).sha256).toBe(createHash('sha256').update(image).digest('hex'))
  })
})
