import { FactoryPartName, type UploadFields } from '@cyberdeck-ota/schema'
import type { Candidate } from './candidate.ts'
import type { Shipment } from './transport.ts'
import type { Upload } from './uploadState.ts'

/** The form of an upload. A merged file goes as a whole: the server takes the app out, and keeps the original beside it. */
export function shipmentOf(
  { file, draft, parts }: Pick<Upload, 'file' | 'draft' | 'parts'>,
  candidate: Candidate,
  publish: string,
): Shipment {
  const fields: Record<keyof UploadFields, string | null | undefined> = {
    version: draft.version,
    product: draft.product,
    board: draft.board,
    notes: draft.notes,
    publish,
    extract: candidate.inside && 'app',
    allow: candidate.allow,
  }
  return {
    fields: Object.entries(fields).flatMap(([name, value]) => (value ? [[name, value]] : [])),
    files: [
      ...FactoryPartName.options.flatMap((name): Shipment['files'] => {
        const part = parts[name]
        return part ? [[name, part.file]] : []
      }),
      ['file', file],
    ],
  }
}

/** Bytes of its files. */
export function shipmentSize({ files }: Shipment): number {
  return files.reduce((sum, [, file]) => sum + file.size, 0)
}
