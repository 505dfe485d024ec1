import { randomInt } from 'node:crypto'

/**
 * Finds numbered things by a positive integer (up to 2 ** 53) that the thing itself holds, in one flat array: 7 to 14
 * bytes an entry, and nothing for the garbage collector to walk through, which is most of what a large `Map` costs a
 * busy server. No two things in a table have the same key.
 */
export interface IndexTable {
  /** The number of what has this key; -1 when nothing has. */
  find(key: number): number
  /** Enters what has this key, in place of what had it before. */
  enter(key: number, index: number): void
  /** Takes out what has this key; its key has to be what it was when it was entered. */
  remove(key: number): void
  readonly size: number
  readonly bytes: number
}

/** Odd, so that no two numbers of 32 bits meet when they are multiplied by it. */
const secretFactor = () => randomInt(2 ** 32) | 1

/** Fuller than this, chains of neighbours get long. */
const fullest = 0.6

/**
 * Open addressing with linear probing; a removed entry's followers move up, so that there are no gravestones. `keyOf`
 * tells the key of what was entered.
 */
export function createIndexTable(keyOf: (index: number) => number): IndexTable {
  let capacity = 1_024
  /** One above the number; 0 for a free place. */
  let entries = new Uint32Array(capacity)
  let size = 0

  // Anybody may send any MAC: if it were known where keys belong, a stranger could have one place for all of theirs.
  const highFactor = secretFactor()
  const factor = secretFactor()

  const home = (key: number) => {
    const mixed = Math.imul((key | 0) ^ Math.imul((key / 2 ** 32) | 0, highFactor), factor)
    return (mixed ^ (mixed >>> 15)) & (capacity - 1)
  }

  const keyAt = (place: number) => keyOf((entries[place] ?? 0) - 1)

  /** Where the key is, or the free place where it belongs. */
  const placeOf = (key: number) => {
    let place = home(key)
    while (entries[place] !== 0 && keyAt(place) !== key) place = (place + 1) & (capacity - 1)
    return place
  }

  const grow = () => {
    const old = entries
    capacity *= 2
    entries = new Uint32Array(capacity)
    for (const entry of old) if (entry !== 0) entries[placeOf(keyOf(entry - 1))] = entry
  }

  return {
    find: (key) => (entries[placeOf(key)] ?? 0) - 1,
    enter: (key, index) => {
      let place = placeOf(key)
      if (entries[place] === 0) {
        size += 1
        if (size > capacity * fullest) {
          grow()
          place = placeOf(key)
        }
      }
      entries[place] = index + 1
    },
    remove: (key) => {
      let gap = placeOf(key)
      if (entries[gap] === 0) return
      size -= 1
      entries[gap] = 0
      for (
        let place = (gap + 1) & (capacity - 1);
        entries[place] !== 0;
        place = (place + 1) & (capacity - 1)
      ) {
        const distance = (place - home(keyAt(place))) & (capacity - 1)
        if (distance < ((place - gap) & (capacity - 1))) continue
        entries[gap] = entries[place] ?? 0
        entries[place] = 0
        gap = place
      }
    },
    get size() {
      return size
    },
    get bytes() {
      return entries.byteLength
    },
  }
}
