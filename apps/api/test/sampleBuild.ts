import { createHash } from 'node:crypto'
import { type Accepted, inspectImage, makeImage } from '@cyberdeck-ota/esp-image'
import type { Build } from '@cyberdeck-ota/schema'
import { describeBuild } from '../src/builds/describeBuild.ts'

/** The registry's entry for `bytes`, which are an app image. */
export function describeSample(bytes: Uint8Array): Build {
  const hash = (algorithm: string) => createHash(algorithm).update(bytes).digest('hex')
  const digests = { sha256: hash('sha256'), md5: hash('md5'), sha512: hash('sha512'), size: bytes.length }
  const { image } = inspectImage(bytes) as Accepted
  const at = '2026-02-21T09:00:00.000Z'
  return describeBuild(digests, image, { bytes, fileName: 'app.bin', at, by: 'test', factory: null })
}

/** A build that differs for each version. */
export const sampleBuild = (version: string): Build => describeSample(makeImage({ version }))
