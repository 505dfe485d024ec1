/** The largest flash an ESP8266 can address, bytes: what unpacks to more is no app, whatever a file claims. */
const most = 16 * 1024 * 1024

/** What a gzip file holds; null when it cannot be unpacked, is too large, or the browser does not know how. */
export async function unpackGzip(file: Uint8Array<ArrayBuffer>): Promise<Uint8Array | null> {
  if (!('DecompressionStream' in globalThis)) return null
  const chunks: Uint8Array[] = []
  let length = 0
  try {
    const reader = new Blob([file]).stream().pipeThrough(new DecompressionStream('gzip')).getReader()
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      chunks.push(next.value)
      length += next.value.length
      if (length > most) {
        await reader.cancel()
        return null
      }
    }
  } catch {
    return null
  }
  return joined(chunks, length)
}

function joined(chunks: Uint8Array[], length: number): Uint8Array {
  const whole = new Uint8Array(length)
  let at = 0
  for (const chunk of chunks) {
    whole.set(chunk, at)
    at += chunk.length
  }
  return whole
}
