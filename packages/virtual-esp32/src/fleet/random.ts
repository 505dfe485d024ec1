/** Numbers in [0, 1), the same row for the same seed: mulberry32 (Tommy Ettinger, 2017, public domain). */
export function createRandom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** The same things in another order (Fisher and Yates). */
export function shuffled<Thing>(things: readonly Thing[], random: () => number): Thing[] {
  const mixed = [...things]
  for (let left = mixed.length; left > 1; left -= 1) {
    const taken = Math.floor(random() * left)
    const last = mixed[left - 1] as Thing
    mixed[left - 1] = mixed[taken] as Thing
    mixed[taken] = last
  }
  return mixed
}
