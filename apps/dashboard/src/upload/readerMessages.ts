/** What the page asks its worker; answered by a {@link ReaderReply} of the same `id`. */
export type ReaderQuestion =
  | { id: number; ask: 'read'; file: Blob }
  | { id: number; ask: 'contains'; file: Blob; text: string }

export type ReaderReply = { id: number; answer: unknown } | { id: number; error: string }
