import { describe, expect, it } from 'vitest'
import { applied, at, buildOf, registryOf } from '../test/registries.ts'
import { editNotes, publishBuild, uploadWarnings, type WarnedUpload } from './index.ts'

const idf = (seed: number, embeddedVersion: string, project = 'thermo') =>
  buildOf(seed, { embeddedVersion, project })
const registry = registryOf(
  publishBuild({ product: 'default', version: '1.00', build: idf(1, 'v1.0-3-g0296947'), at }),
  publishBuild({ product: 'default', version: '1.01', build: idf(2, '1'), at }),
  publishBuild({
    product: 'default',
    version: '1.02',
    build: idf(3, 'esp-idf: v4.4', 'arduino-lib-builder'),
    at,
  }),
  publishBuild({ product: 'lamp', version: '7.0', build: idf(4, '7.0'), at }),
)
const codesOf = (upload: Partial<WarnedUpload>) => warningsOf(upload).map(({ code }) => code)
const warningsOf = (upload: Partial<WarnedUpload>) =>
  uploadWarnings({
    registry,
    product: 'default',
    version: '2.0',
    board: 'default',
    build: buildOf(9),
    notes: '',
    versionInBytes: true,
    imageNotes: [],
    ...upload,
  })

describe('warnings about an upload', () => {
  it('are none when nothing is odd', () => {
    expect(warningsOf({})).toEqual([])
  })

  it('tell that the typed version is not in the image', () => {
    expect(warningsOf({ versionInBytes: false })).toEqual([
      {
        code: 'version-not-in-image',
        detail: expect.stringContaining('The text 2.0 is nowhere in this image'),
      },
    ])
  })

  it.each(['encrypted', 'esp8266-gzip'] as const)('do not look for a version in %s bytes', (kind) => {
    expect(codesOf({ versionInBytes: false, build: buildOf(9, { kind }) })).toEqual([])
  })

  it('name the release that has the same bytes', () => {
    expect(warningsOf({ build: idf(1, 'v1.0-3-g0296947') })).toEqual([
      { code: 'same-bytes', detail: '1.00 has the same bytes: is this the file you meant?' },
    ])
    expect(warningsOf({ build: idf(4, '7.0') })[0]?.detail).toMatch(/^7\.0 of lamp has the same bytes/)
  })

  it('name a release of another product that has the same bytes under the same version', () => {
    expect(codesOf({ version: '7.0', build: idf(4, '7.0') })).toEqual(['same-bytes'])
  })

  it('take a repeated upload for what it is', () => {
    expect(codesOf({ version: 'v1.0', build: idf(1, 'v1.0-3-g0296947') })).toEqual([])
  })

  it('tell that another release carries the same version inside', () => {
    const [warning] = warningsOf({ build: idf(9, 'v1.0-3-g0296947') })
    expect(warning).toEqual({
      code: 'embedded-version-reused',
      detail: expect.stringContaining(
        'This image and that of 1.00 both carry the version v1.0-3-g0296947 inside',
      ),
    })
  })

  it.each([idf(9, '1'), idf(9, 'esp-idf: v4.4', 'arduino-lib-builder'), idf(9, '7.0')])(
    'do not mind a version inside that means nothing, or is another product’s',
    (build) => {
      expect(codesOf({ build })).toEqual([])
    },
  )

  it('do not mind a version inside that only another board has', () => {
    expect(codesOf({ board: 'cam', build: idf(9, 'v1.0-3-g0296947') })).toEqual([])
  })

  it('pass on what the inspection noted', () => {
    const note = { code: 'padding' as const, detail: '16 bytes of padding behind the image.' }
    expect(warningsOf({ imageNotes: [note] })).toEqual([note])
  })

  it('tell that the release keeps the notes it has, unless these say the same', () => {
    const noted = applied(registry, editNotes({ product: 'default', version: '1.02', notes: 'By hand.' }))
    const again = { registry: noted, version: 'v1.2', build: idf(3, '') }
    expect(warningsOf({ ...again, notes: 'From CI.' })).toEqual([
      {
        code: 'notes-kept',
        detail: '1.02 has notes already, and keeps them: edit them on its page to change them.',
      },
    ])
    for (const notes of ['', 'By hand.']) expect(codesOf({ ...again, notes })).toEqual([])
    expect(codesOf({ ...again, registry, notes: 'From CI.' })).toEqual([])
  })
})
