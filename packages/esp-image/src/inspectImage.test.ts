import { describe, expect, test } from 'vitest'
import { chips, inspectImage, makeImage } from './index.ts'

describe('an app', () => {
  test('is accepted with everything its header and descriptor say', () => {
    const bytes = makeImage({
      chipId: 9,
      project: 'greenhouse',
      version: '2.4.1',
      secureVersion: 3,
      minChipRevision: 100,
      maxChipRevision: 199,
    })
    expect(inspectImage(bytes)).toMatchObject({
      verdict: 'accepted',
      notes: [],
      image: {
        kind: 'app',
        chip: 'ESP32-S3',
        chipId: 9,
        imageLength: bytes.length,
        appendedSha256: Buffer.from(bytes.subarray(-32)).toString('hex'),
        project: 'greenhouse',
        version: '2.4.1',
        builtAt: 'Jan  1 2026 12:00:00',
        idf: 'v5.4',
        secureVersion: 3,
        minChipRevision: 100,
        maxChipRevision: 199,
        flashSize: 4 * 1024 * 1024,
        signature: null,
      },
    })
  })

  test.each(chips.map(({ id, name }) => [name, id]))('for %s is accepted', (name, chipId) => {
    expect(inspectImage(makeImage({ chipId }))).toMatchObject({
      verdict: 'accepted',
      image: { chip: name, chipId },
      notes: [],
    })
  })

  test('for a chip not known here is accepted under its number, with a note', () => {
    expect(inspectImage(makeImage({ chipId: 77 }))).toMatchObject({
      verdict: 'accepted',
      image: { chip: 'chip-77', chipId: 77 },
      notes: [{ code: 'unknown-chip' }],
    })
  })

  test('without a digest is accepted with a note', () => {
    expect(inspectImage(makeImage({ digest: false }))).toMatchObject({
      verdict: 'accepted',
      image: { appendedSha256: null },
      notes: [{ code: 'no-digest' }],
    })
  })

  test.each([0, 77])('without a descriptor needs the uploader to say so (chip id %i)', (chipId) => {
    expect(inspectImage(makeImage({ chipId, descriptor: false }))).toMatchObject({
      verdict: 'needs-override',
      override: 'no-descriptor',
      image: { kind: 'app-without-descriptor', version: null, imageLength: 1024 },
    })
  })

  test('that names no chip at all is refused', () => {
    expect(refused(makeImage({ chipId: 0xffff }))).toBe('corrupt-image')
  })

  test('is judged by the hash function the caller brings', () => {
    const wrong = () => new Uint8Array(32)
    expect(inspectImage(makeImage(), { sha256: wrong })).toMatchObject({ code: 'corrupt-image' })
  })
})

describe('a damaged app', () => {
  test('with a wrong checksum is refused naming the checksum', () => {
    const bytes = makeImage()
    bytes[400] = (bytes[400] ?? 0) ^ 1
    expect(inspectImage(bytes)).toMatchObject({
      code: 'corrupt-image',
      sentence: expect.stringMatching(/checksum byte is 0x/),
    })
  })

  test('with a right checksum and a wrong digest is refused naming the digest', () => {
    const bytes = makeImage()
    bytes[400] = (bytes[400] ?? 0) ^ 1
    bytes[401] = (bytes[401] ?? 0) ^ 1
    expect(inspectImage(bytes)).toMatchObject({
      code: 'corrupt-image',
      sentence: expect.stringMatching(/SHA-256/),
    })
  })

  test('whose header denies its digest is refused', () => {
    const bytes = makeImage()
    bytes[23] = 0
    expect(inspectImage(bytes)).toMatchObject({
      code: 'corrupt-image',
      sentence: expect.stringMatching(/denies the SHA-256/),
    })
  })

  test('cut inside its last part is refused with the exact number of missing bytes', () => {
    expect(inspectImage(makeImage().subarray(0, 1000))).toMatchObject({
      code: 'truncated-image',
      sentence: expect.stringMatching(/cut short, 24 bytes missing/),
    })
  })

  test('cut inside a segment is refused with the least number of missing bytes', () => {
    expect(inspectImage(makeImage().subarray(0, 500))).toMatchObject({
      code: 'truncated-image',
      sentence: expect.stringMatching(/at least 444 bytes missing/),
    })
  })

  test('that went through a UTF-8 decoder is refused as mangled', () => {
    const text = new TextDecoder().decode(makeImage())
    expect(inspectImage(new TextEncoder().encode(text))).toMatchObject({
      code: 'corrupt-image',
      sentence: expect.stringMatching(/mangled as text/),
    })
  })

  test('that went through Latin-1 and out as UTF-8 is refused as mangled', () => {
    expect(inspectImage(Buffer.from(Buffer.from(makeImage()).toString('latin1')))).toMatchObject({
      code: 'corrupt-image',
      sentence: expect.stringMatching(/mangled as text/),
    })
  })

  test('whose line feeds became CR LF is refused as mangled', () => {
    const crlf = Array.from(makeImage({ size: 8192 })).flatMap((byte) => (byte === 10 ? [13, 10] : [byte]))
    expect(inspectImage(Uint8Array.from(crlf))).toMatchObject({
      code: 'corrupt-image',
      sentence: expect.stringMatching(/mangled as text/),
    })
  })
})

describe('a pre-encrypted payload', () => {
  const payload = Buffer.alloc(600, 0x5a)
  payload.writeUInt32LE(0x0788b6cf)
  payload.writeUInt32LE(88, 404)

  test('needs the uploader to say so', () => {
    expect(inspectImage(payload)).toMatchObject({
      verdict: 'needs-override',
      override: 'encrypted',
      code: 'encrypted-image',
      image: { kind: 'encrypted', chip: null, imageLength: 600 },
    })
  })

  test('that is cut short is refused with the number of missing bytes', () => {
    expect(inspectImage(payload.subarray(0, 590))).toMatchObject({
      code: 'truncated-image',
      sentence: expect.stringMatching(/10 bytes/),
    })
  })
})

test('a gzip file is accepted for ESP8266 when the caller says that it is for one', () => {
  const bytes = Buffer.from('1f8b08000000000000ff0300000000000000000000', 'hex')
  expect(inspectImage(bytes, { acceptGzip: true })).toMatchObject({
    verdict: 'accepted',
    image: { kind: 'esp8266-gzip', chip: 'ESP8266', imageLength: bytes.length },
  })
})

function refused(bytes: Uint8Array): string | null {
  const inspection = inspectImage(bytes)
  return inspection.verdict === 'refused' ? inspection.code : null
}
