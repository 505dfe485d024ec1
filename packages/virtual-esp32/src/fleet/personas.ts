/**
 * How a device of a fleet behaves. `brick` never calls again after the update, which nothing rolls back. `bootLoop` runs the update, crashes
 * and falls back, each time. `flaky` loses its first download half-way. `wrongLabel` runs the update and still calls itself
 * what it was before. `nat` shares its address with others and does not say who it is. `sleepy` polls seldom.
 */
export const personas = ['brick', 'bootLoop', 'flaky', 'wrongLabel', 'nat', 'sleepy', 'healthy'] as const
export type Persona = (typeof personas)[number]

/** Which part of all devices has which persona, 0 to 1; the rest is healthy. */
export type Shares = Record<Exclude<Persona, 'healthy'>, number>

/** Shares are sums of decimal fractions, which binary ones only come close to. */
const rounding = 1e-9

/**
 * Persona by persona, as many as their share of `devices`, and at least one of each that has a share, as long as there is
 * room; of `nat` two, since one alone shares nothing.
 *
 * @throws RangeError when the shares are more than all
 */
export function personasOf(devices: number, shares: Shares): Persona[] {
  const failing = personas.filter((persona) => persona !== 'healthy')
  const sum = failing.reduce((total, persona) => total + shares[persona], 0)
  if (sum > 1 + rounding) throw new RangeError('The shares add up to more than all devices.')
  const cast: Persona[] = failing.flatMap((persona) => {
    const least = persona === 'nat' ? 2 : 1
    const count = shares[persona] === 0 ? 0 : Math.max(least, Math.round(shares[persona] * devices))
    return Array<Persona>(count).fill(persona)
  })
  return Array.from({ length: devices }, (_, index) => cast[index] ?? 'healthy')
}
