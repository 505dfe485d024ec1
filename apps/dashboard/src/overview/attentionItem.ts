import type { Remedy } from './trouble.ts'

/** One of the things an item is about. */
export interface AttentionLine {
  text: string
  /** The device to look at; null where it is none. */
  device: string | null
}

/** Something that wants its owner, with the one thing that mends it. */
export interface AttentionItem {
  id: string
  title: string
  detail: string
  /** ISO 8601; null when it belongs to no moment. */
  at: string | null
  remedy: Remedy
  /** What it is about, one by one, where the title only counts. */
  list: AttentionLine[]
  /** Names this occurrence, for what stays until it is put aside; null for what goes away when it is mended. */
  putAsideAs: string | null
}
