import { UploadResult } from '@cyberdeck-ota/schema'
import { ApiProblem, problemOf } from '../api/request.ts'

/** One upload as the API takes it: text fields and then files, in this order. */
export interface Shipment {
  fields: [name: string, value: string][]
  files: [name: string, file: File][]
}

interface SendOptions {
  signal: AbortSignal
  /** Bytes of the whole request, overhead included. */
  onProgress: (sent: number, total: number) => void
}

/** Sends an upload. Rejects with an {@link ApiProblem}, or with the signal's reason once it is aborted. */
export type Transport = (shipment: Shipment, options: SendOptions) => Promise<UploadResult>

/** By XMLHttpRequest: `fetch` cannot tell how much of a body has been sent. */
export const sendUpload: Transport = ({ fields, files }, { signal, onProgress }) =>
  new Promise((resolve, reject) => {
    const form = new FormData()
    for (const [name, value] of fields) form.append(name, value)
    for (const [name, file] of files) form.append(name, file)

    const request = new XMLHttpRequest()
    request.upload.onprogress = ({ loaded, total }) => onProgress(loaded, total)
    request.onload = () => {
      const answer = answerOf(request)
      if (answer instanceof ApiProblem) reject(answer)
      else resolve(answer)
    }
    request.onerror = () => reject(brokenOff())
    request.onabort = () => reject(signal.reason)
    signal.addEventListener('abort', () => request.abort(), { once: true })
    request.open('POST', '/api/v1/builds')
    request.send(form)
  })

function answerOf({ status, responseText }: XMLHttpRequest): UploadResult | ApiProblem {
  if (status !== 200 && status !== 201) return problemOf(status, responseText)
  const read = UploadResult.safeParse(parsed(responseText))
  if (read.success) return read.data
  return new ApiProblem(
    'unexpected-answer',
    status,
    'The server took the upload and answered in a form this page does not know; reload the page to see what it has.',
  )
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** A browser does not tell whether the network, the server or a file on disk went away. */
function brokenOff(): ApiProblem {
  return new ApiProblem(
    'unreachable',
    0,
    'The upload broke off: the server cannot be reached, or the file was changed or moved meanwhile. Sending it again is safe.',
  )
}
