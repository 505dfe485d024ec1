import { Refusal } from '@cyberdeck-ota/core'
import type { UploadFields } from '@cyberdeck-ota/schema'
import type { MultipartFile } from '@fastify/multipart'
import type { FastifyRequest } from 'fastify'
import { type BuildStore, type StagedFile, TooLarge } from '../builds/store.ts'
import { readUploadFields, shown, takeField } from './uploadFields.ts'
import { asFormRefusal, partsOf, requireForm } from './uploadForm.ts'

/** An upload that has arrived whole; nothing of it has been looked at but its fields. */
export interface Upload {
  fields: UploadFields
  /** As the client called it: any text. */
  fileName: string
  staged: StagedFile
}

/** What the form may need beside the file: fields, part headers, boundaries. Bytes. */
const formOverhead = 1024 * 1024

/**
 * Takes in a form with one part `file`, streamed to `builds`, and its text fields in any order. Throws a `Refusal` for
 * anything else, or `DiskFull`; then nothing is left in `builds`, and what the client still sends is read and thrown
 * away, because a browser whose upload is cut off shows no answer.
 *
 * @param limit largest file, bytes
 */
export async function receiveUpload(
  request: FastifyRequest,
  builds: BuildStore,
  limit: number,
): Promise<Upload> {
  let file: Pick<Upload, 'fileName' | 'staged'> | undefined
  const texts = new Map<string, string>()
  try {
    requireForm(request)
    if (Number(request.headers['content-length']) > limit + formOverhead) throw tooLarge(limit)
    for await (const part of partsOf(request)) {
      if (part.type === 'field') takeField(part, texts)
      else {
        refuseWrongFile(part, file !== undefined)
        file = { fileName: part.filename, staged: await stage(part.file, builds, limit) }
      }
    }
    if (!file) throw new Refusal('missing-file', 'The upload has no file; send it in the part "file".')
    return { fields: readUploadFields(texts), ...file }
  } catch (error) {
    request.raw.unpipe()
    request.raw.resume()
    await file?.staged.discard()
    throw error
  }
}

function refuseWrongFile({ fieldname, filename }: MultipartFile, second: boolean): void {
  if (fieldname !== 'file') {
    throw new Refusal('bad-field', `The file belongs in the part "file", not in ${shown(fieldname)}.`)
  }
  // A browser sends a file input that nothing was chosen in as a part without a name.
  if (!filename)
    throw new Refusal('missing-file', 'No file was chosen; the part "file" is without a file name.')
  if (second) throw new Refusal('several-files', 'The upload has several files; send one build at a time.')
}

async function stage(file: MultipartFile['file'], builds: BuildStore, limit: number): Promise<StagedFile> {
  try {
    return await builds.stage(file, limit)
  } catch (error) {
    if (error instanceof TooLarge) throw tooLarge(limit)
    throw error === file.errored ? asFormRefusal(error) : error
  }
}

function tooLarge(limit: number): Refusal {
  return new Refusal(
    'too-large',
    `The file is larger than the ${limit / 2 ** 20} MiB that this server takes.`,
  )
}
