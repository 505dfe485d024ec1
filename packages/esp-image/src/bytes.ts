/** Little-endian reads that answer 0 past the end, so that no reader of a file can run out of it. */
export function u16(bytes: Uint8Array, at: number): number {
  return (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8)
}

export function u32(bytes: Uint8Array, at: number): number {
  return (u16(bytes, at) | (u16(bytes, at + 2) << 16)) >>> 0
}

export function startsWith(bytes: Uint8Array, prefix: readonly number[], at = 0): boolean {
  return prefix.every((byte, i) => bytes[at + i] === byte)
}

export function startsWithText(bytes: Uint8Array, text: string, at = 0): boolean {
  return startsWith(bytes, asciiBytes(text), at)
}

export function asciiBytes(text: string): number[] {
  return Array.from(text, (character) => character.charCodeAt(0))
}

/** A NUL-terminated string in a fixed field. Bytes outside printable ASCII become U+FFFD: the text is shown to people. */
export function textField(bytes: Uint8Array, at: number, length: number): string {
  let text = ''
  for (const byte of bytes.subarray(at, at + length)) {
    if (byte === 0) break
    text += byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '\ufffd'
  }
  return text
}

/** Lower-case, two digits a byte. */
export function hex(bytes: Uint8Array): string {
  let text = ''
  for (const byte of bytes) text += byte.toString(16).padStart(2, '0')
  return text
}

export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, i) => byte === b[i])
}

export function alignUp(value: number, step: number): number {
  return Math.ceil(value / step) * step
}
