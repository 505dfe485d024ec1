import { createHash } from 'node:crypto'

/** The app in a slot, as the running firmware sees itself. */
export interface RunningApp {
  /** Header to digest, bytes: `ESP.getSketchSize()`. */
  imageLength: number
  /** Lower-case hex over the image proper: `ESP.getSketchMD5()`. */
  md5: string
  /** Lower-case hex of `esp_partition_get_sha256()`: the digest at the image's end, or that of the image when it has none. */
  sha256: string
  /** Of the app descriptor; null when the image carries none. */
  version: string | null
  project: string | null
}

const HEADER = 24
const SEGMENT_HEADER = 8
const DESCRIPTOR = 32
const DESCRIPTOR_MAGIC = 0xabcd5432

/** One segment: where its data begins in the image, how long it is, and where it is loaded to. Bytes. */
export interface Segment {
  at: number
  length: number
  address: number
}

/** The image's shape, read without judging it (esp_app_format.h); null when it does not fit into `flash`. */
export function readLayout(flash: Buffer): { segments: Segment[]; checksumEnd: number } | null {
  let at = HEADER
  const segments: Segment[] = []
  for (let left = flash[1] ?? 0; left > 0; left--) {
    if (at + SEGMENT_HEADER > flash.length) return null
    const segment = {
      address: flash.readUInt32LE(at),
      length: flash.readUInt32LE(at + 4),
      at: at + SEGMENT_HEADER,
    }
    segments.push(segment)
    at = segment.at + segment.length
  }
  const checksumEnd = (at + 16) & ~15
  return checksumEnd > flash.length ? null : { segments, checksumEnd }
}

/** Facts of an image that has been verified. It reads the bytes itself, so that a server is not checked by its own reader. */
export function readRunningApp(flash: Buffer): RunningApp {
  const end = readLayout(flash)?.checksumEnd ?? flash.length
  const hashAppended = flash[23] !== 0
  const imageLength = hashAppended ? end + 32 : end
  const image = flash.subarray(0, imageLength)
  const described = flash.readUInt32LE(DESCRIPTOR) === DESCRIPTOR_MAGIC
  return {
    imageLength,
    md5: createHash('md5').update(image).digest('hex'),
    sha256: hashAppended
      ? image.subarray(end).toString('hex')
      : createHash('sha256').update(image).digest('hex'),
    version: described ? text(flash, DESCRIPTOR + 16) : null,
    project: described ? text(flash, DESCRIPTOR + 48) : null,
  }
}

function text(flash: Buffer, at: number): string {
  const field = flash.subarray(at, at + 32)
  const end = field.indexOf(0)
  return field.toString('latin1', 0, end < 0 ? 32 : end)
}
