import { isoTime } from '../isoTime.ts'

const written = /^(\d{4}-\d\d-\d\d)(?:[ T](\d\d:\d\d)(:\d\d(?:\.\d{1,9})?)?)? ?(?:UTC|Z|([+-]\d\d:?\d\d))?$/

/** The moment that "2025-02-21 09:00 UTC" or an ISO 8601 date names, as a timestamp; UTC where no zone is named. Null for other text. */
export function readUploadedAt(text: string): string | null {
  const [, day, minute = '00:00', second = ':00', zone = 'Z'] = written.exec(text.trim()) ?? []
  const ms = day ? Date.parse(`${day}T${minute}${second}${zone}`) : Number.NaN
  return Number.isNaN(ms) ? null : isoTime(ms)
}
