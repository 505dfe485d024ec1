import { AdoptionReport } from '@cyberdeck-ota/schema'
import { readIfThere } from '../files/readIfThere.ts'
import { isoTime } from '../isoTime.ts'

/** The text of `adoption.json`. */
export function reportText(report: AdoptionReport): string {
  return `${JSON.stringify(report, null, 2)}\n`
}

/** What an earlier start adopted, from the file at `path`; null when there was nothing. */
export async function readReport(path: string, now: number): Promise<AdoptionReport | null> {
  const text = await readIfThere(path)
  if (text === null) return null
  try {
    return AdoptionReport.parse(JSON.parse(text.toString()))
  } catch {
    // It only tells people what happened once; no reason not to start.
    const why = 'This report of what was adopted cannot be read any more.'
    return { at: isoTime(now), adopted: [], skipped: [{ file: path, why }] }
  }
}
