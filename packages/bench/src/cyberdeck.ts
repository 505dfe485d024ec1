import { createHash } from 'node:crypto'
import { type Instance, startServer, temporaryFolder } from '@cyberdeck-ota/test-server'
import { makeFirmware } from '@cyberdeck-ota/virtual-esp32'
import { serverPrefix } from './processes.ts'

/** A server with one release published, and what a board needs to know to be up to date with it. */
export interface Cyberdeck {
  server: Instance
  size: number
  /** What a board that runs the release sends as x-ESP32-sketch-md5. */
  sketchMd5: string
  stop(): Promise<void>
}

const token = 'benchmarks-only-0123456789-0123456789'

/** Starts the built server on a temporary folder and uploads an image of about `size` bytes. */
export async function startCyberdeck(size: number, env: Record<string, string> = {}): Promise<Cyberdeck> {
  const folder = temporaryFolder()
  const server = await startServer({
    folder: folder.path,
    prefix: serverPrefix,
    env: { CYBERDECK_API_TOKEN: token, CYBERDECK_OWNER_PASSWORD: token, DOWNLOAD_LIMIT: '10000', ...env },
  })
  const image = makeFirmware({ version: '1.02', size })
  const form = new FormData()
  form.set('version', '1.02')
  form.set('file', new Blob([new Uint8Array(image)]), 'bench.bin')
  const answer = await fetch(`${server.url}/api/v1/builds`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}` },
    body: form,
  })
  if (answer.status !== 201)
    throw new Error(`the upload failed: ${answer.status} ${await answer.text()}\n${server.output()}`)
  return {
    server,
    size: image.length,
    sketchMd5: createHash('md5').update(image).digest('hex'),
    stop: async () => {
      await server.kill()
      folder.remove()
    },
  }
}
