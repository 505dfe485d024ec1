import { type Comparison, type DeviceTerm, versionSortKey } from '@cyberdeck-ota/core'
import type { DeviceSort } from '@cyberdeck-ota/schema'
import type { StoredDevice, StoredQuarantine } from '../store.ts'

/** What queries and orders mean, in the plainest words: the stores are compared with this. */
export interface Modelled {
  device: StoredDevice
  quarantines: StoredQuarantine[]
}

interface Moment {
  now: number
  upSince: number
}

export function holds(term: DeviceTerm, one: Modelled, moment: Moment): boolean {
  return positive(term, one, moment) !== term.not
}

function positive(term: DeviceTerm, { device, quarantines }: Modelled, { now, upSince }: Moment): boolean {
  const { assigned, reported, standing } = device
  const begins = (text: string, start: string) => asciiLower(text).startsWith(asciiLower(start))
  const named = (text: string) => assigned.name?.toLowerCase().includes(text.toLowerCase()) ?? false
  switch (term.field) {
    case 'word':
      return begins(device.id, term.text) || begins(reported.address, term.text) || named(term.text)
    case 'id':
      return begins(device.id, term.text)
    case 'address':
      return begins(reported.address, term.text)
    case 'name':
      return named(term.text)
    case 'tag':
      return assigned.tags.includes(term.text)
    case 'product':
      return reported.product === term.text
    case 'board':
      return standing.board === term.text
    case 'chip':
      return standing.chip?.toLowerCase() === term.text.toLowerCase()
    case 'channel':
      return (assigned.channel ?? reported.channel ?? 'stable') === term.text
    case 'pin':
      return assigned.pin === term.text
    case 'state':
      return standing.state === term.state
    case 'version': {
      const version = shown(device)
      return version !== null && compare(versionSortKey(version), term.compare, term.key)
    }
    case 'seen':
      return ago(device.lastSeenAt, term.compare, now - term.ago)
    case 'first-seen':
      return ago(device.firstSeenAt, term.compare, now - term.ago)
    case 'is':
      break
  }
  switch (term.what) {
    case 'silent':
      return now - Math.max(device.lastSeenAt, upSince) > device.patience
    case 'new':
      return now - device.firstSeenAt < 86_400_000
    case 'weak':
      return device.identity === 'address'
    case 'held':
      return assigned.hold
    case 'pinned':
      return assigned.pin !== null
    case 'quarantined':
      return quarantines.some(({ until }) => until === null || until > now)
    case 'mislabelled':
      return (
        standing.runs !== null &&
        reported.version !== null &&
        versionSortKey(standing.runs) !== versionSortKey(reported.version)
      )
  }
}

/** Ids and addresses are ASCII, and their case is compared as such. */
function asciiLower(text: string): string {
  return text.replace(/[A-Z]/g, (letter) => letter.toLowerCase())
}

/** In the order of a sort, equal ones by their row. */
export function inOrder(devices: StoredDevice[], sort: DeviceSort): StoredDevice[] {
  const descending = sort.startsWith('-')
  const value = values[(descending ? sort.slice(1) : sort) as keyof typeof values]
  const sign = descending ? -1 : 1
  return devices.toSorted((one, other) => {
    const [a, b] = [value(one), value(other)]
    return sign * (a < b ? -1 : a > b ? 1 : one.row - other.row)
  })
}

const values = {
  'last-seen': (device: StoredDevice) => device.lastSeenAt,
  'first-seen': (device: StoredDevice) => device.firstSeenAt,
  name: (device: StoredDevice) => bytes((device.assigned.name ?? device.id).toLowerCase()),
  version: (device: StoredDevice) => {
    const version = shown(device)
    return version === null ? '' : versionSortKey(version)
  },
  state: (device: StoredDevice) => device.standing.state as string,
  board: (device: StoredDevice) => device.standing.board ?? '',
}

function shown({ standing, reported }: StoredDevice): string | null {
  return standing.runs ?? reported.version
}

/** Compares as UTF-8 does, unlike JavaScript's own order of texts. */
function bytes(text: string): string {
  return Buffer.from(text).toString('latin1')
}

function compare(one: string, how: Comparison, other: string): boolean {
  return { '=': one === other, '<': one < other, '<=': one <= other, '>': one > other, '>=': one >= other }[
    how
  ]
}

function ago(at: number, how: '<' | '>', then: number): boolean {
  return how === '>' ? at < then : at > then
}
