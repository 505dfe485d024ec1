import { plainText } from './consoleLines.ts'

/** What an app built with ESP-IDF says of itself when it starts (app_init; cpu_start before ESP-IDF 5.1). */
export interface BootLog {
  project: string | null
  version: string | null
  idf: string | null
}

/** The last such report among lines of a console; null when there is none, as where logging is turned off. */
export function readBootLog(lines: readonly string[]): BootLog | null {
  const field = (name: string) => {
    const pattern = new RegExp(`\\b(?:app_init|cpu_start): ${name}:\\s+(.+?)\\s*$`)
    for (let i = lines.length - 1; i >= 0; i--) {
      const found = pattern.exec(plainText(lines[i] ?? ''))
      if (found) return found[1] ?? null
    }
    return null
  }
  const log = { project: field('Project name'), version: field('App version'), idf: field('ESP-IDF') }
  return log.project || log.version || log.idf ? log : null
}
