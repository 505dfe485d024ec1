import { defaultHashes, extractApp, hex, type Inspection, inspectImage } from '@cyberdeck-ota/esp-image'
import { type PartFound, partFound } from './partFound.ts'
import { unpackGzip } from './unpackGzip.ts'

/** Digests of a file as devices are sent it, lower-case hex. */
export interface Digests {
  sha256: string
  md5: string
}

/** What the upload gate will say of a file, found before anything is sent. */
export interface FirmwareReading {
  inspection: Inspection
  whole: Digests
  /** Digests of the app inside a merged image. */
  inside: Digests | null
  /** The file, if it is what a cable writes beside an app. */
  part: PartFound | null
}

/** Reads a file with the very code of the server's gate. Rejects when the browser cannot read it. */
export async function readFirmware(file: Blob): Promise<FirmwareReading> {
  const bytes = new Uint8Array(await file.arrayBuffer())
  const inspection = await inspect(bytes)
  const app = inspection.verdict === 'merged' ? extractApp(bytes, inspection) : null
  return {
    inspection,
    whole: digestsOf(bytes),
    inside: app && digestsOf(app),
    part: partFound(bytes, inspection),
  }
}

/** Only an ESP8266's boot loader unpacks an update, so what is inside decides whether a gzip file is of use. */
async function inspect(bytes: Uint8Array<ArrayBuffer>): Promise<Inspection> {
  const inspection = inspectImage(bytes)
  if (inspection.verdict !== 'refused' || inspection.code !== 'gzip-file') return inspection
  const unpacked = await unpackGzip(bytes)
  const inside = unpacked && inspectImage(unpacked)
  return inside?.verdict === 'accepted' && inside.image.kind === 'esp8266-app'
    ? inspectImage(bytes, { acceptGzip: true })
    : inspection
}

function digestsOf(bytes: Uint8Array): Digests {
  return { sha256: hex(defaultHashes.sha256(bytes)), md5: hex(defaultHashes.md5(bytes)) }
}
