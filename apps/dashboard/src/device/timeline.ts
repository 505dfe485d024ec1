import type { CheckInRecord, DeviceEvent } from '@cyberdeck-ota/schema'

/** One line of a device's story: something that happened, or check-ins in a row that were all answered alike. */
export type TimelineItem =
  | { kind: 'event'; event: DeviceEvent }
  /** Newest first; never empty. */
  | { kind: 'check-ins'; checkIns: CheckInRecord[] }

/**
 * The story, newest first. Check-ins that nothing interrupts fold into one line. `reachesBack`: these are all the events
 * there are; otherwise check-ins from before the oldest of them are left for later, when the events between are known.
 */
export function timeline(
  events: DeviceEvent[],
  checkIns: CheckInRecord[],
  reachesBack: boolean,
): TimelineItem[] {
  const since = reachesBack ? '' : (events.at(-1)?.at ?? '')
  const moments = [
    ...checkIns.filter(({ at }) => at >= since).map((checkIn) => ({ at: checkIn.at, event: null, checkIn })),
    ...events.map((event) => ({ at: event.at, event, checkIn: null })),
  ]
  // An event and the check-in that caused it bear the same time; the event came of it, so it stands above.
  moments.sort((a, b) => b.at.localeCompare(a.at) || Number(b.event !== null) - Number(a.event !== null))
  const items: TimelineItem[] = []
  for (const { event, checkIn } of moments) {
    if (event) {
      items.push({ kind: 'event', event })
      continue
    }
    const last = items.at(-1)
    if (last?.kind === 'check-ins' && alike(last.checkIns[0], checkIn)) last.checkIns.push(checkIn)
    else items.push({ kind: 'check-ins', checkIns: [checkIn] })
  }
  return items
}

function alike(a: CheckInRecord | undefined, b: CheckInRecord): boolean {
  return a !== undefined && answerKey(a) === answerKey(b)
}

function answerKey({ verdict, version, reason, download }: CheckInRecord): string {
  return JSON.stringify([verdict, version, reason, download?.state])
}
