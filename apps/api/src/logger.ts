import { pino } from 'pino'
import pretty from 'pino-pretty'
import type { Settings } from './settings.ts'

/** Lines for people at a terminal, lines of JSON everywhere else. */
export function createLogger(level: Settings['LOG_LEVEL'], terminal: boolean) {
  if (!terminal) return pino({ level, base: null })
  const stream = pretty({ colorize: true, ignore: 'pid,hostname', translateTime: 'SYS:HH:MM:ss', sync: true })
  return pino({ level, base: null }, stream)
}
