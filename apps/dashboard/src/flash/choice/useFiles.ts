import { useMemo, useState } from 'react'
import { asDropped, readDropped } from './droppedFile.ts'
import { againstReplacing, draftOf, type FileRow, type FilesDraft, joined, withFiles } from './filesDraft.ts'
import type { Firmware } from './firmware.ts'
import { hexAddress } from './readAddress.ts'

/** The files that were dropped or picked, and what they come to. */
export interface Files extends FilesDraft {
  rows: readonly FileRow[]
  /** Some are being read. */
  reading: boolean
  /** What speaks against these files, which can be used all the same; null where nothing does. */
  doubt: string | null
  /**
   * Reads more files: for those that are `shown`, or else for the firmware in use, which they join or replace. Gives the
   * firmware where there is nothing to ask: a lone file is one by itself, or they join what is in use.
   */
  take: (files: readonly File[], shown: boolean) => Promise<Firmware | null>
  setAddress: (name: string, text: string) => void
  remove: (name: string) => void
}

/** @param given what is chosen already */
export function useFiles(given: Firmware | null): Files {
  const [rows, setRows] = useState(() => rowsOf(given))
  const [reading, setReading] = useState(0)
  const draft = useMemo(() => draftOf(rows), [rows])
  return {
    rows,
    ...draft,
    reading: reading > 0,
    doubt: againstReplacing(
      given,
      rows.map(({ file }) => file),
    ),
    async take(files, shown) {
      setReading((count) => count + 1)
      const dropped = await Promise.all(files.map(readDropped))
      setReading((count) => count - 1)
      if (shown && rows.length > 0) {
        setRows((current) => withFiles(current, dropped))
        return null
      }
      const more = shown ? null : joined(rowsOf(given), dropped)
      const next = more ?? withFiles([], dropped)
      setRows(next)
      const clear = more !== null || dropped.length === 1
      return clear && againstReplacing(given, dropped) === null ? draftOf(next).firmware : null
    },
    setAddress: (name, addressText) =>
      setRows((current) => current.map((row) => (row.file.name === name ? { ...row, addressText } : row))),
    remove: (name) => setRows((current) => current.filter(({ file }) => file.name !== name)),
  }
}

function rowsOf(given: Firmware | null): FileRow[] {
  if (given?.kind !== 'files') return []
  return given.files.map(({ name, bytes, address }) => ({
    file: asDropped(name, bytes),
    addressText: address === null ? '' : hexAddress(address),
  }))
}
