import { listOf } from '@cyberdeck-ota/core'
import { checkChoice, type ReadFile } from '@cyberdeck-ota/flasher'
import type { DroppedFile } from './droppedFile.ts'
import type { FilesFirmware, Firmware, ManifestFirmware } from './firmware.ts'
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

/**
 * The rows that are in use with the files that join them, parts beside the app and a new app in place of the old one; null
 * where the files are something else instead.
 */
export function joined(rows: readonly FileRow[], files: readonly DroppedFile[]): FileRow[] | null {
  if (rows.length === 0 || files.some(({ what }) => what.kind === 'manifest')) return null
  if (!files.some(holdsApp)) return withFiles(rows, files)
  const [app, ...others] = files
  const bare = app?.what.kind === 'part' && app.what.read.part === 'app' && others.length === 0
  const placed = rows.some(({ file, addressText }) => holdsApp(file) && addressText !== '')
  return bare && !placed ? withFiles(rows, files) : null
}

/** Why files without an app are hardly meant: they do not add to a release or a manifest. Null where nothing is to be said. */
export function againstReplacing(chosen: Firmware | null, files: readonly DroppedFile[]): string | null {
  if (chosen === null || chosen.kind === 'files' || files.length === 0) return null
  if (files.some((file) => holdsApp(file) || file.what.kind === 'manifest')) return null
  return `There is no app among these files, and they cannot be put beside a ${chosen.kind}; add the app’s file as well.`
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
