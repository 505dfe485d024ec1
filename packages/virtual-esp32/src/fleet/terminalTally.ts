import type { PollResult } from '../pollResult.ts'
import type { FleetDevice } from './fleetDevice.ts'
import { type Persona, personas } from './personas.ts'

type Outcome = PollResult['outcome']

/** Counts what a fleet does, and says it in lines. */
export interface FleetTally {
  count(device: FleetDevice, result: PollResult): void
  /** How things stand now, in one line. */
  line(devices: readonly FleetDevice[]): string
  /** What each persona came to, in several lines. */
  summary(devices: readonly FleetDevice[]): string
}

/** Outcomes that tell something, in the order in which they are told. */
const told: Outcome[] = ['updated', 'aborted', 'reverted', 'lost', 'failed', 'ignored']

export function createFleetTally(): FleetTally {
  const counts = new Map<Persona, Map<Outcome, number>>()
  const heard = new Set<FleetDevice>()
  let polls = 0
  let lastFailure: string | null = null

  const of = (outcome: Outcome, persona?: Persona) => {
    const some = persona ? [counts.get(persona)] : [...counts.values()]
    return some.reduce((sum, each) => sum + (each?.get(outcome) ?? 0), 0)
  }
  const outcomes = (persona?: Persona) =>
    told.flatMap((outcome) => (of(outcome, persona) > 0 ? [`${of(outcome, persona)} ${outcome}`] : []))

  return {
    count(device, { outcome, reason, httpStatus }) {
      polls += 1
      heard.add(device)
      const { persona } = device.plan
      const mine = counts.get(persona) ?? new Map<Outcome, number>()
      counts.set(persona, mine.set(outcome, (mine.get(outcome) ?? 0) + 1))
      if (outcome === 'failed') lastFailure = httpStatus === null ? reason : `HTTP ${httpStatus}, ${reason}`
    },
    line(devices) {
      const busy = devices.filter(({ isPolling }) => isPolling).length
      const parts = [
        `${heard.size} of ${devices.length} have asked`,
        `run ${versionsOf(devices)}`,
        `${polls} polls, ${busy} under way`,
        ...(outcomes().length > 0 ? [outcomes().join(', ')] : []),
        ...(lastFailure === null ? [] : [`last failure: ${lastFailure}`]),
      ]
      return parts.join(' · ')
    },
    summary(devices) {
      const lines = personas.flatMap((persona) => {
        const some = devices.filter(({ plan }) => plan.persona === persona)
        if (some.length === 0) return []
        const came = outcomes(persona).join(', ') || 'nothing new'
        return [
          `  ${persona.padEnd(11)} ${String(some.length).padStart(3)}  run ${versionsOf(some)} · ${came}`,
        ]
      })
      return [`${polls} polls.`, ...lines, ''].join('\n')
    },
  }
}

/** `1.00 ×20, 1.01 ×4`, and `nothing` for what is lost. */
function versionsOf(devices: readonly FleetDevice[]): string {
  const versions = new Map<string, number>()
  for (const { label } of devices)
    versions.set(label ?? 'nothing', (versions.get(label ?? 'nothing') ?? 0) + 1)
  return [...versions]
    .toSorted(([one], [other]) => one.localeCompare(other, 'en', { numeric: true }))
    .map(([version, count]) => `${version} ×${count}`)
    .join(', ')
}
