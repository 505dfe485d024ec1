/** A file on the visitor's disk, and where in flash it goes, bytes. */
export interface NamedFile {
  name: string
  address: number
}

export interface EsptoolOptions {
  /** As Espressif writes it ("ESP32-S3"); null or a name of our own for an unknown one: esptool finds out. */
  chip: string | null
  /** Empty: esptool tries every port. */
  port: string
  /** Erase everything first, settings and all. */
  eraseAll?: boolean
}

/**
 * The command that writes files to a board, as esptool 5 has it, whose commands and options are spelled with hyphens
 * (docs.espressif.com/projects/esptool, "Basic Commands" and "Flash Modes").
 */
export function esptoolLine(
  files: readonly NamedFile[],
  { eraseAll = false, ...common }: EsptoolOptions,
): string {
  const parts = files.map(({ name, address }) => `${hexadecimal(address)} ${quoted(name)}`)
  // What the image says of its flash stays: changed, the digest at its end would not match any more.
  const options = ['--flash-mode keep', '--flash-freq keep', '--flash-size keep']
  return [...esptool(common), 'write-flash', ...(eraseAll ? ['--erase-all'] : []), ...options, ...parts].join(
    ' ',
  )
}

/** The command that erases a stretch of flash; both in bytes, and multiples of 4096. */
export function eraseLine(address: number, size: number, common: EsptoolOptions): string {
  return [...esptool(common), 'erase-region', hexadecimal(address), hexadecimal(size)].join(' ')
}

function esptool({ chip, port }: EsptoolOptions): string[] {
  const target = chip?.startsWith('ESP') ? ['--chip', chip.toLowerCase().replaceAll('-', '')] : []
  return ['esptool', ...target, ...(port === '' ? [] : ['--port', quoted(port)]), '--baud 460800']
}

/** Double quotes are understood by every shell, Windows' own too. */
function quoted(text: string): string {
  return /^[\w./:+-]+$/.test(text) ? text : `"${text}"`
}

function hexadecimal(address: number): string {
  return `0x${address.toString(16)}`
}
