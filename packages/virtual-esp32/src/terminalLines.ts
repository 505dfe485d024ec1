import type { BoardEvent } from './board.ts'
import type { PollResult } from './pollResult.ts'

/** Where lines go. A terminal's last line can be written over. */
export interface Output {
  write(text: string): void
  isTTY: boolean
}

/** Says in lines what a board does, as it does it. */
export function createTerminalLines(output: Output) {
  let overwriting = false
  const line = (text: string) => {
    if (overwriting) output.write('\n')
    overwriting = false
    output.write(`${text}\n`)
  }
  const bar = (text: string, whole: boolean) => {
    // A file or a pipe gets one line, not one a sector.
    if (output.isTTY) output.write(`\r${text}`)
    else if (whole) line(text)
    overwriting = output.isTTY
  }

  return {
    line,
    event(event: BoardEvent) {
      switch (event.kind) {
        case 'request':
          for (const sent of event.text.trimEnd().split('\r\n')) line(`  > ${sent}`)
          break
        case 'response':
          line(`  < ${event.head.status}`)
          for (const [name, value] of event.head.headers) line(`  < ${name}: ${value}`)
          break
        case 'progress':
          bar(progressBar(event.bytes, event.total), event.bytes === event.total)
          break
        case 'verifying':
          line('  Verifying the image ...')
          break
        case 'reset':
          line('  Rebooting ...')
          if (event.fellBack) line(`  ${event.version ? 'Fell back' : 'Lost'}: ${event.fellBack}.`)
          break
      }
    },
    /** `before` and `label`: what the sketch called itself before the poll and calls itself now. */
    result(result: PollResult, before: string, label: string) {
      const code = result.code === 0 ? '' : ` (${result.code})`
      const said: Record<PollResult['outcome'], string> = {
        updated:
          label === before
            ? `Updated: runs the new image, which calls itself ${label} as the old one did.`
            : `Updated: now runs ${label}.`,
        'up-to-date': `Up to date: runs ${label}.`,
        reverted: `Reverted: runs ${label} again, because ${result.reason}.`,
        lost: `Lost: ${result.reason}.`,
        ignored: `Nothing done: ${result.reason}.`,
        failed: `Failed: ${result.reason}${code}. Still runs ${label}.`,
        aborted: `Aborted: ${result.reason}. Runs ${label}.`,
      }
      line(`  ${said[result.outcome]}`)
    },
  }
}

const WIDTH = 30

function progressBar(bytes: number, total: number): string {
  const full = Math.floor((bytes / total) * WIDTH)
  const percent = Math.floor((bytes / total) * 100)
  return `  [${'#'.repeat(full)}${'.'.repeat(WIDTH - full)}] ${percent} %, ${bytes} of ${total} bytes`
}
