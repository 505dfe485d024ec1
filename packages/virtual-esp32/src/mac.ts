import { createHash } from 'node:crypto'

/** Upper-case with colons. @throws RangeError for anything that is no MAC address */
export function macOf(given: string | undefined, seed: number): string {
  if (given === undefined) {
    const digits = createHash('sha256').update(`mac ${seed}`).digest('hex').slice(0, 6)
    // 24:6F:28 is one of Espressif's blocks (IEEE OUI registry).
    return `246f28${digits}`.toUpperCase().replace(/..(?=.)/g, '$&:')
  }
  if (/^([0-9a-f]{2}:){5}[0-9a-f]{2}$/i.test(given)) return given.toUpperCase()
  throw new RangeError(`A MAC address looks like 24:6F:28:AA:BB:CC, not like ${given}.`)
}
