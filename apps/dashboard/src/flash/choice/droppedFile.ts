import { type ReadFile, readFile } from '@cyberdeck-ota/flasher'
import { largestFlash } from './readAddress.ts'

/** A file from the visitor's disk, and what it is to flashing. */
export interface DroppedFile {
  name: string
  bytes: Uint8Array
  what: WhatItIs
}

/** `data`: bytes that nothing recognises, which may belong at an address all the same. */
export type WhatItIs =
  | { kind: 'part'; read: ReadFile }
  | { kind: 'data' }
  | { kind: 'manifest' }
  | { kind: 'refused'; sentence: string }

/** Reads a file that was dropped or picked. Never rejects: what cannot be read is refused. */
export async function readDropped(file: File): Promise<DroppedFile> {
  const { name, size } = file
  const refused = (sentence: string): DroppedFile => ({
    name,
    bytes: new Uint8Array(),
    what: { kind: 'refused', sentence },
  })
  if (size > largestFlash) return refused('This is larger than any flash (128 MB).')
  const bytes = await file.arrayBuffer().catch(() => null)
  if (!bytes)
    return refused('The browser cannot read this; if it is a folder, drop the files that are in it.')
  return asDropped(name, new Uint8Array(bytes))
}

/** A file whose bytes are at hand. */
export function asDropped(name: string, bytes: Uint8Array): DroppedFile {
  return { name, bytes, what: whatItIs(name, bytes) }
}

function whatItIs(name: string, bytes: Uint8Array): WhatItIs {
  if (name.toLowerCase().endsWith('.json')) return { kind: 'manifest' }
  const read = readFile({ name, bytes, address: null })
  if (!('verdict' in read)) return { kind: 'part', read }
  // An address makes data of what is nothing by itself, but not of what no flash takes.
  const placed = readFile({ name, bytes, address: 0 })
  return 'verdict' in placed
    ? { kind: 'refused', sentence: withoutName(read.sentence, name) }
    : { kind: 'data' }
}

/** The name stands beside it already. */
function withoutName(sentence: string, name: string): string {
  return sentence.startsWith(`${name}: `) ? sentence.slice(name.length + 2) : sentence
}
