import { OtaInfo } from '@cyberdeck-ota/schema'
import { describe, expect, it } from 'vitest'
import { at, buildOf, registryOf } from '../test/registries.ts'
import { formatUploaded, type OtaInfoRequest, otaInfo, publishBuild } from './index.ts'

const publish = (product: string, seed: number, board?: string) =>
  publishBuild({ product, version: '1.02', board, notes: 'notes', build: buildOf(seed), at })
const registry = registryOf(
  publish('default', 1),
  publish('thermo', 2, 'cam'),
  publish('thermo', 3, 'devkit'),
  publish('lamp', 4),
  publish('lamp', 5, 'cam'),
)
const infoOf = (asked: Partial<OtaInfoRequest>) =>
  otaInfo({
    registry,
    product: 'default',
    board: null,
    channel: 'stable',
    urlOf: (sha256) => `http://192.168.1.10:5000/ota/builds/${sha256}.bin`,
    ...asked,
  })

describe('/ota/info', () => {
  it('is the seed’s object first, then the rest', () => {
    const info = infoOf({})
    expect(OtaInfo.safeParse(info).error).toBeUndefined()
    expect(Object.keys(info ?? {})).toEqual(Object.keys(OtaInfo.shape))
    expect(info).toEqual({
      latest: '1.02',
      sha256: buildOf(1).sha256,
      size: 1000,
      uploaded: '2026-02-21 09:00 UTC',
      notes: 'notes',
      md5: buildOf(1).md5,
      url: `http://192.168.1.10:5000/ota/builds/${buildOf(1).sha256}.bin`,
      product: 'default',
      board: 'default',
      chip: 'ESP32',
    })
  })

  it('is of the board that is asked for, else of the board default', () => {
    expect(infoOf({ product: 'thermo', board: 'devkit' })?.sha256).toBe(buildOf(3).sha256)
    expect(infoOf({ product: 'lamp' })?.sha256).toBe(buildOf(4).sha256)
  })

  it.each([{ product: 'toaster' }, { channel: 'beta' }, { board: 'constructor' }, { product: 'thermo' }])(
    'is nothing for %j',
    (asked) => {
      expect(infoOf(asked)).toBeNull()
    },
  )
})

describe('the time of an upload', () => {
  it.each([
    ['2025-02-21T09:00:59.999Z', '2025-02-21 09:00 UTC'],
    ['2025-02-21T09:00:00Z', '2025-02-21 09:00 UTC'],
  ])('%s reads %s', (timestamp, text) => {
    expect(formatUploaded(timestamp)).toBe(text)
  })
})
