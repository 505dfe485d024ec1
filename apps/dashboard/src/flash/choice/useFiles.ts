import { useMemo, useState } from 'react'
import { asDropped, readDropped } from './droppedFile.ts'
import { draftOf, type FileRow, type FilesDraft, withFiles } from './filesDraft.ts'
import type { Firmware } from './firmware.ts'
import { hexAddress } from './readAddress.ts'

/** The files that were dropped or picked, and what they come to. */
export interface Files extends FilesDraft {
  rows: readonly FileRow[]
  /** Some are being read. */
  reading: boolean
  /**
   * Reads more files, or others `instead` of what is here. Gives the firmware where a lone file is one by itself, so that
   * there is nothing to ask.
   */
  take: (files: readonly File[], instead: boolean) => Promise<Firmware | null>
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
    async take(files, instead) {
      setReading((count) => count + 1)
      const dropped = await Promise.all(files.map(readDropped))
      setReading((count) => count - 1)
      const fresh = instead || rows.length === 0
      setRows((current) => withFiles(fresh ? [] : current, dropped))
      return fresh && dropped.length === 1 ? draftOf(withFiles([], dropped)).firmware : null
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
