import { plainText } from './consoleLines.ts'

/** What an app built with ESP-IDF says of itself when it starts (app_init; cpu_start before ESP-IDF 5.1). */
export interface BootLog {
  project: string | null
  version: string | null
  idf: string | null
  /**
   * The first hexadecimal digits of the SHA-256 of its ELF file, which esptool puts into `esp_app_desc_t`: 9 of them,
   * 16 in older versions, or 8 to 64 as `CONFIG_APP_RETRIEVE_LEN_ELF_SHA` says. No two builds share it.
   */
  elfSha256: string | null
}

/** The last such report among lines of a console; null when there is none, as where logging is turned off. */
export function readBootLog(lines: readonly string[]): BootLog | null {
  const plain = lines.map(plainText)
  // A report without its beginning is one of which only the end is left, or two that run into each other.
  const begin = plain.findLastIndex((line) => /\b(?:app_init|cpu_start): Application information:/.test(line))
  if (begin < 0) return null
  const report = plain.slice(begin + 1)
  const field = (name: string, value = '.+?', after = '') => {
    const pattern = new RegExp(`\\b(?:app_init|cpu_start): ${name}:\\s+(${value})${after}\\s*$`)
    return report.map((line) => pattern.exec(line)?.[1]).find((found) => found !== undefined) ?? null
  }
  const log: BootLog = {
    project: field('Project name'),
    version: field('App version'),
    idf: field('ESP-IDF'),
    elfSha256: field('ELF file SHA256', '[0-9a-f]{8,64}', '(?:\\.{3})?'),
  }
  return Object.values(log).some((said) => said !== null) ? log : null
}
