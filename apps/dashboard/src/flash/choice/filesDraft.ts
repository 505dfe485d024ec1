import { listOf } from '@cyberdeck-ota/core'
import { checkChoice, type ReadFile } from '@cyberdeck-ota/flasher'
import type { DroppedFile } from './droppedFile.ts'
import type { FilesFirmware, ManifestFirmware } from './firmware.ts'
import { type ManifestReading, manifestOf } from './manifestOf.ts'
import { readAddress } from './readAddress.ts'

/** A file, and what was typed as its address. */
export interface FileRow {
  file: DroppedFile
  addressText: string
}

/** What the files come to as they stand. */
export interface FilesDraft {
  firmware: FilesFirmware | ManifestFirmware | null
  /** Why they cannot be used yet; null when they can. */
  sentence: string | null
  /** Where a manifest says what is what. */
  manifest: ManifestReading | null
}

/**
 * The rows with more files. One of the same name is the same file, built anew; an app takes the place of one that came
 * before and has no address of its own, unless a manifest says what is for which chip.
 */
export function withFiles(rows: readonly FileRow[], files: readonly DroppedFile[]): FileRow[] {
  const manifest = [...rows.map(({ file }) => file), ...files].some(({ what }) => what.kind === 'manifest')
  const replaced = !manifest && files.some(holdsApp)
  const next = new Map(rows.map((row) => [row.file.name, row]))
  for (const { file, addressText } of rows) {
    if (replaced && holdsApp(file) && addressText === '') next.delete(file.name)
  }
  for (const file of files) {
    next.set(file.name, { file, addressText: next.get(file.name)?.addressText ?? '' })
  }
  return [...next.values()]
}

function holdsApp({ what }: DroppedFile): boolean {
  return what.kind === 'part' && what.read.image !== null
}

export function draftOf(rows: readonly FileRow[]): FilesDraft {
  const not = (sentence: string): FilesDraft => ({ firmware: null, sentence, manifest: null })
  if (rows.length === 0) return not('Choose a file first.')
  const refused = rows.filter(({ file }) => file.what.kind === 'refused')
  if (refused.length > 0) return not(`Remove ${namesOf(refused)} first.`)
  const manifest = manifestOf(rows.map(({ file }) => file))
  if (typeof manifest === 'string') return not(manifest)
  if (manifest) {
    const sentence = manifest.firmware ? null : 'Add the files that the manifest names first.'
    return { firmware: manifest.firmware, sentence, manifest }
  }
  const sentence = againstRows(rows)
  return sentence === null
    ? { firmware: { kind: 'files', files: filesIn(rows) }, sentence, manifest }
    : not(sentence)
}

function againstRows(rows: readonly FileRow[]): string | null {
  const wrong = rows.filter(({ addressText }) => 'sentence' in readAddress(addressText))
  if (wrong.length > 0) return `Correct the address of ${namesOf(wrong)} first.`
  const homeless = rows.filter(
    ({ file, addressText }) => file.what.kind === 'data' && addressOf(addressText) === null,
  )
  if (homeless.length > 0) return `Give ${namesOf(homeless)} an address first.`
  const parts = rows.flatMap(({ file, addressText }): ReadFile[] =>
    file.what.kind === 'part' ? [{ ...file.what.read, address: addressOf(addressText) }] : [],
  )
  return parts.length > 0 ? (checkChoice(parts)?.sentence ?? null) : null
}

function filesIn(rows: readonly FileRow[]) {
  return rows.map(({ file: { name, bytes }, addressText }) => ({
    name,
    bytes,
    address: addressOf(addressText),
  }))
}

function addressOf(text: string): number | null {
  const read = readAddress(text)
  return 'address' in read ? read.address : null
}

function namesOf(rows: readonly FileRow[]): string {
  return listOf(rows.map(({ file }) => file.name))
}
