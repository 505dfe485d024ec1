import type { CableFile } from '@cyberdeck-ota/core'
import { defaultHashes, hex } from '@cyberdeck-ota/esp-image'
import { buildFileUrl, type ReleaseName } from '../../api/commands.ts'
import { noticeProblem } from '../../api/queryClient.ts'
import { ApiProblem, problemOf } from '../../api/request.ts'
import { FirmwareImpossible } from './firmwareImpossible.ts'

/** One file of a build, as the server keeps it. */
export interface BuildFile extends ReleaseName, Omit<CableFile, 'address'> {
  board: string
}

export interface FetchOptions {
  /** Bytes. */
  onProgress: (received: number, total: number) => void
  signal: AbortSignal
}

/** Rejects with {@link FirmwareImpossible}, or with the signal's reason once it is aborted. */
export type FetchFile = (file: BuildFile, options: FetchOptions) => Promise<Uint8Array>

/** Downloads a file and checks its SHA-256. */
export const fetchBuildFile: FetchFile = async (file, { onProgress, signal }) => {
  const bytes = await download(file, (received) => onProgress(received, file.size), signal).catch(
    (error: unknown) => {
      if (signal.aborted) throw signal.reason
      noticeProblem(error)
      const why = error instanceof ApiProblem ? error.message : 'the server cannot be reached; try again.'
      throw new FirmwareImpossible('download-failed', `${file.fileName} could not be fetched: ${why}`, {
        cause: error,
      })
    },
  )
  if (hex(defaultHashes.sha256(bytes)) === file.sha256) return bytes
  throw new FirmwareImpossible(
    'download-damaged',
    `What came of ${file.fileName} is not what the server has on record; try again.`,
  )
}

async function download(
  { file, ...build }: BuildFile,
  onReceived: (bytes: number) => void,
  signal: AbortSignal,
): Promise<Uint8Array> {
  const response = await fetch(buildFileUrl(build, file), { signal })
  if (!response.ok) throw problemOf(response.status, await response.text())
  return collect(response, onReceived)
}

async function collect({ body }: Response, onReceived: (bytes: number) => void): Promise<Uint8Array> {
  const chunks: Uint8Array<ArrayBuffer>[] = []
  let received = 0
  const reader = body?.getReader()
  for (let next = await reader?.read(); next && !next.done; next = await reader?.read()) {
    chunks.push(next.value)
    received += next.value.length
    onReceived(received)
  }
  return new Uint8Array(await new Blob(chunks).arrayBuffer())
}
