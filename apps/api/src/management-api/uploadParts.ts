import { Refusal } from '@cyberdeck-ota/core'
import type { UploadFields } from '@cyberdeck-ota/schema'
import type { MultipartFile } from '@fastify/multipart'
import type { FastifyRequest } from 'fastify'
import { type BuildStore, type StagedFile, TooLarge } from '../builds/store.ts'
import { isFilePart, readUploadFields, shown, takeField } from './uploadFields.ts'
import { asFormRefusal, partsOf, requireForm } from './uploadForm.ts'

/** A file of a form, staged. */
export interface UploadedFile {
  /** As the client called it: any text. */
  fileName: string
  staged: StagedFile
}

/** An upload that has arrived whole; nothing of it has been looked at but its fields. */
export interface Upload extends UploadedFile {
  fields: UploadFields
  /** What came beside the app for a cable; null when nothing did. */
  parts: UploadedParts | null
}

/** The factory parts of an app; otadata is left out where the partition table has no place for it. */
export interface UploadedParts {
  bootloader: UploadedFile
  partitions: UploadedFile
  otadata: UploadedFile | null
}

/** What the form may need beside the file: fields, part headers, boundaries. Bytes. */
const formOverhead = 1024 * 1024
/** Larger than any bootloader, partition table or otadata: the first two share 64 KiB of flash at most. Bytes. */
const partLimit = 64 * 1024

/**
 * Takes in a form with one part `file`, streamed to `builds`, factory parts where it has them, and its text fields, in any
 * order. Throws a `Refusal` for anything else, or `DiskFull`; then nothing is left in `builds`, and what the client still sends is read and thrown
 * away, because a browser whose upload is cut off shows no answer.
 *
 * @param limit largest file, bytes
 */
export async function receiveUpload(
  request: FastifyRequest,
  builds: BuildStore,
  limit: number,
): Promise<Upload> {
  const files = new Map<string, UploadedFile>()
  const texts = new Map<string, string>()
  try {
    requireForm(request)
    if (Number(request.headers['content-length']) > limit + formOverhead) throw tooLarge(limit)
    for await (const part of partsOf(request)) {
      if (part.type === 'field') takeField(part, texts)
      else {
        refuseWrongFile(part, files)
        const staged = await stage(part, builds, limit)
        files.set(part.fieldname, { fileName: part.filename, staged })
      }
    }
    const file = files.get('file')
    if (!file) throw new Refusal('missing-file', 'The upload has no file; send it in the part "file".')
    return { fields: readUploadFields(texts), ...file, parts: partsIn(files) }
  } catch (error) {
    request.raw.unpipe()
    request.raw.resume()
    for (const { staged } of files.values()) await staged.discard()
    throw error
  }
}

function refuseWrongFile(
  { fieldname, filename }: MultipartFile,
  files: ReadonlyMap<string, UploadedFile>,
): void {
  if (!isFilePart(fieldname)) {
    throw new Refusal('bad-field', `The file belongs in the part "file", not in ${shown(fieldname)}.`)
  }
  // A browser sends a file input that nothing was chosen in as a part without a name.
  if (!filename) {
    throw new Refusal('missing-file', `No file was chosen; the part "${fieldname}" is without a file name.`)
  }
  if (!files.has(fieldname)) return
  throw fieldname === 'file'
    ? new Refusal('several-files', 'The upload has several files; send one build at a time.')
    : new Refusal('several-files', `The part "${fieldname}" comes twice.`)
}

/** A bootloader without its partition table, or the other way round, starts nothing. */
function partsIn(files: ReadonlyMap<string, UploadedFile>): UploadedParts | null {
  const bootloader = files.get('bootloader')
  const partitions = files.get('partitions')
  const otadata = files.get('otadata') ?? null
  if (bootloader && partitions) return { bootloader, partitions, otadata }
  if (!bootloader && !partitions && !otadata) return null
  const missing = bootloader ? 'partitions' : 'bootloader'
  throw new Refusal(
    'missing-file',
    `A bootloader and a partition table belong together, and the part "${missing}" is missing.`,
  )
}

async function stage(part: MultipartFile, builds: BuildStore, limit: number): Promise<StagedFile> {
  const { fieldname, file } = part
  const most = fieldname === 'file' ? limit : Math.min(limit, partLimit)
  try {
    return await builds.stage(file, most)
  } catch (error) {
    if (error instanceof TooLarge) throw fieldname === 'file' ? tooLarge(limit) : tooLargePart(fieldname)
    throw error === file.errored ? asFormRefusal(error) : error
  }
}

function tooLarge(limit: number): Refusal {
  return new Refusal(
    'too-large',
    `The file is larger than the ${limit / 2 ** 20} MiB that this server takes.`,
  )
}

function tooLargePart(name: string): Refusal {
  return new Refusal('too-large', `The part "${name}" is larger than ${partLimit / 1024} KiB, which none is.`)
}
