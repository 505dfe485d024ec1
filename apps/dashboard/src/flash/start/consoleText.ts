import type { ConsoleView } from '@cyberdeck-ota/flasher'
import { textOf } from './ansiSpans.ts'

/**
 * All that is kept of a console as plain text, with what is missing said in its first line.
 *
 * @param now when the last line, which has no end yet, is taken; ms since 1970. Null leaves all times out
 */
export function consoleText(
  { lines, dropped, unfinished }: Pick<ConsoleView, 'lines' | 'dropped' | 'unfinished'>,
  now: number | null,
): string {
  const stamp = (at: number) => (now === null ? '' : `${new Date(at).toISOString()} `)
  return [
    ...(dropped > 0 ? [`(${dropped} earlier lines were not kept)`] : []),
    ...lines.map(({ at, text }) => stamp(at) + textOf(text)),
    ...(unfinished ? [stamp(now ?? 0) + textOf(unfinished)] : []),
    '',
  ].join('\n')
}

/** "console-246F28010203-2026-07-14T12-03-11Z.txt". @param now ms since 1970 */
export function consoleFileName(mac: string | null, now: number): string {
  const time = new Date(now).toISOString().replace(/\.\d+/, '').replaceAll(':', '-')
  return `console-${mac?.replaceAll(':', '') ?? 'board'}-${time}.txt`
}
