import { Refusal } from '@cyberdeck-ota/core'
import {
  extractApp,
  type ImageFacts,
  type ImageNote,
  type Inspection,
  inspectImage,
} from '@cyberdeck-ota/esp-image'
import type { UploadFields } from '@cyberdeck-ota/schema'
import { nativeHashes } from '../builds/nativeHashes.ts'
import { unpackEsp8266App } from './uploadGzip.ts'

/** An image that devices may be sent. */
export interface Passed {
  image: ImageFacts
  notes: ImageNote[]
  /** What is kept as the build: the upload itself, or the app that was taken out of it. */
  bytes: Uint8Array
  /**
   * Where in the upload `bytes` were found, where in flash the upload belongs (null: it starts no blank board), and whether
   * it brings settings along; null when they are the upload itself.
   */
  merged: { appOffset: number; address: number | null; settings: boolean } | null
  /** What a device unpacks a compressed image to; null for any other. */
  unpacked: { bytes: Uint8Array; image: ImageFacts } | null
}

type Wishes = Pick<UploadFields, 'extract' | 'allow'>

/**
 * The upload gate: lets through what a device can take over the air, with the uploader's own word (`extract`, `allow`)
 * where only the uploader can know. Either is fine on a file that does not need it, so that a script can always send
 * it. Throws a `Refusal` that names what the file is and what to upload instead.
 */
export async function passGate(upload: Uint8Array, wishes: Wishes): Promise<Passed> {
  const inspection = inspectImage(upload, nativeHashes)
  if (inspection.verdict === 'refused' && inspection.code === 'gzip-file') {
    const unpacked = await unpackEsp8266App(upload)
    if (!unpacked) throw new Refusal(inspection.code, inspection.sentence)
    const compressed = inspectImage(upload, { ...nativeHashes, acceptGzip: true })
    return { ...judge(compressed, upload, wishes), unpacked }
  }
  if (inspection.verdict !== 'merged') return judge(inspection, upload, wishes)
  const app = wishes.extract === 'app' ? extractApp(upload, inspection) : null
  if (!app || !inspection.app) throw new Refusal(inspection.code, inspection.sentence)
  const { address, settings } = inspection
  const merged = { appOffset: inspection.app.offset, address, settings }
  return { ...judge(inspectImage(app, nativeHashes), app, wishes), merged }
}

function judge(inspection: Inspection, bytes: Uint8Array, { allow }: Wishes): Passed {
  if (
    inspection.verdict === 'accepted' ||
    (inspection.verdict === 'needs-override' && inspection.override === allow)
  ) {
    return { image: inspection.image, notes: inspection.notes, bytes, merged: null, unpacked: null }
  }
  throw new Refusal(inspection.code, inspection.sentence)
}
