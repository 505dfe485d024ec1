import { emptyRegistry } from '@cyberdeck-ota/core'
import { useSyncExternalStore } from 'react'
import { queries } from '../api/queries.ts'
import { invalidate, noticeProblem, queryClient } from '../api/queryClient.ts'
import { suggestDraft } from './draft.ts'
import { createFirmwareReader } from './firmwareReader.ts'
import { sendUpload } from './transport.ts'
import type { Uploads } from './uploadList.ts'
import { createUploads } from './uploads.ts'

export const firmwareReader = createFirmwareReader(
  () => new Worker(new URL('./reader.worker.ts', import.meta.url), { type: 'module' }),
)

const neverChanged = new Date(0).toISOString()

/** The uploads of this browser tab. */
export const uploads = createUploads({
  reader: firmwareReader,
  send: sendUpload,
  now: () => performance.now(),
  suggest: (fileName, candidate) =>
    suggestDraft(
      queryClient.getQueryData(queries.registry.queryKey) ?? emptyRegistry(neverChanged),
      fileName,
      candidate,
    ),
  limit: () => queryClient.getQueryData(queries.server.queryKey)?.uploadLimit ?? Number.POSITIVE_INFINITY,
  onKept: () => void invalidate('registry', 'server'),
  onProblem: noticeProblem,
})

export function useUploads(): Uploads {
  return useSyncExternalStore(uploads.subscribe, uploads.get)
}
