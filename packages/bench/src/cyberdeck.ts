import { createHash } from 'node:crypto'
import { type Instance, startServer, temporaryFolder } from '@cyberdeck-ota/test-server'
import { makeFirmware } from '@cyberdeck-ota/virtual-esp32'
import { type Probed, probe, probeEnv, settled } from './probed.ts'
import { serverPrefix } from './processes.ts'
import { runMeasure } from './programs.ts'

/** A server with one release published, and what a board needs to know to be up to date with it. */
export interface Cyberdeck {
  readonly server: Instance
  size: number
  /** What a board that runs the release sends as x-ESP32-sketch-md5. */
  sketchMd5: string
  /** Calls the management API, `path` below `/api/v1`. Throws when it refuses. */
  ask(method: string, path: string, body?: object): Promise<Response>
  /** What it uses, and how long it stood still since this was asked last. Only with `probed`. */
  probe(): Promise<Probed>
  /** Kills it and starts it anew on its folder. */
  restart(): Promise<void>
  stop(): Promise<void>
}

export interface CyberdeckOptions {
  /** Bytes of the image, about. */
  size?: number
  /** Made-up devices it knows already. */
  devices?: number
  /** Whether `probe` can be asked, which costs a little. */
  probed?: boolean
}

const token = 'benchmarks-only-0123456789-0123456789'

/** Starts the built server on a temporary folder and uploads an image. */
export async function startCyberdeck(options: CyberdeckOptions = {}): Promise<Cyberdeck> {
  const { size = 1_200_000, devices = 0, probed = false } = options
  const folder = temporaryFolder()
  const probing = temporaryFolder()
  const image = makeFirmware({ version: '1.02', size })
  let server: Instance | null = null

  const running = () => {
    if (!server?.url) throw new Error(`the server does not run: ${server?.output()}`)
    return server
  }
  const start = async () => {
    server = await startServer({
      folder: folder.path,
      prefix: serverPrefix,
      env: {
        CYBERDECK_API_TOKEN: token,
        CYBERDECK_OWNER_PASSWORD: token,
        DOWNLOAD_LIMIT: '10000',
        ...(probed ? probeEnv(probing.path) : {}),
      },
    })
    running()
  }
  const ask = async (method: string, path: string, body?: object) => {
    const { url, output } = running()
    const answer = await fetch(`${url}/api/v1${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(isPlain(body) && { 'content-type': 'application/json' }),
      },
      ...(body && { body: body instanceof FormData ? body : JSON.stringify(body) }),
    })
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}\n${output()}`)
    return answer
  }
  const stop = async () => {
    await server?.kill()
    folder.remove()
    probing.remove()
  }

  try {
    if (devices > 0) await runMeasure('fillFolder', folder.path, String(devices))
    await start()
    const form = new FormData()
    form.set('version', '1.02')
    form.set('file', new Blob([new Uint8Array(image)]), 'bench.bin')
    await ask('POST', '/builds', form)
    // Where each device stands is worked out anew by a new release, which is no part of what comes.
    if (devices > 0) await settled(running().pid)
  } catch (error) {
    await stop()
    throw error
  }
  return {
    get server() {
      return running()
    },
    size: image.length,
    sketchMd5: createHash('md5').update(image).digest('hex'),
    ask,
    probe: () => probe(probing.path),
    restart: async () => {
      await running().kill()
      await start()
    },
    stop,
  }
}

function isPlain(body: object | undefined): boolean {
  return body !== undefined && !(body instanceof FormData)
}
