import { randomInt } from 'node:crypto'

/**
 * A map from positive integers (up to 2 ** 53) to unsigned 31-bit numbers in two flat arrays: 20 to 40 bytes
 * an entry, and nothing for the garbage collector to walk through, which is most of what a large `Map` costs
 * a busy server.
 */
export interface NumberTable {
  /** -1 when there is none. */
  get(key: number): number
  set(key: number, value: number): void
  delete(key: number): void
  readonly size: number
  /** The entry at or after place `from`, going round, and its place; null when the table is empty. */
  nextFrom(from: number): { key: number; value: number; place: number } | null
}

/** Odd, so that no two numbers of 32 bits meet when they are multiplied by it. */
const secretFactor = () => randomInt(2 ** 32) | 1

/** Fuller than this, chains of neighbours get long. */
const fullest = 0.6

/**
 * Open addressing with linear probing; a removed entry's followers move up, so that there are no gravestones.
 */
export function createNumberTable(): NumberTable {
  let capacity = 1_024
  let keys = new Float64Array(capacity)
  let values = new Uint32Array(capacity)
  let size = 0

  // Anybody may send any MAC: if it were known where keys belong, a stranger could have one place for all of theirs.
  const highFactor = secretFactor()
  const factor = secretFactor()

  const home = (key: number) => {
    const mixed = Math.imul((key | 0) ^ Math.imul((key / 2 ** 32) | 0, highFactor), factor)
    return (mixed ^ (mixed >>> 15)) & (capacity - 1)
  }

  /** Where the key is, or the free place where it belongs. */
  const placeOf = (key: number) => {
    let place = home(key)
    while (keys[place] !== 0 && keys[place] !== key) place = (place + 1) & (capacity - 1)
    return place
  }

  const put = (key: number, value: number) => {
    const place = placeOf(key)
    keys[place] = key
    values[place] = value
  }

  const grow = () => {
    const [oldKeys, oldValues] = [keys, values]
    capacity *= 2
    keys = new Float64Array(capacity)
    values = new Uint32Array(capacity)
    for (const [place, key] of oldKeys.entries()) if (key !== 0) put(key, oldValues[place] ?? 0)
  }

  return {
    get: (key) => {
      const place = placeOf(key)
      return keys[place] === 0 ? -1 : (values[place] ?? -1)
    },
    set: (key, value) => {
      if (keys[placeOf(key)] === 0) {
        size += 1
        if (size > capacity * fullest) grow()
      }
      put(key, value)
    },
    delete: (key) => {
      let gap = placeOf(key)
      if (keys[gap] === 0) return
      size -= 1
      keys[gap] = 0
      for (let place = (gap + 1) & (capacity - 1); keys[place] !== 0; place = (place + 1) & (capacity - 1)) {
        const follower = keys[place] ?? 0
        const distance = (place - home(follower)) & (capacity - 1)
        if (distance < ((place - gap) & (capacity - 1))) continue
        keys[gap] = follower
        values[gap] = values[place] ?? 0
        keys[place] = 0
        gap = place
      }
    },
    get size() {
      return size
    },
    nextFrom: (from) => {
      if (size === 0) return null
      let place = from & (capacity - 1)
      while (keys[place] === 0) place = (place + 1) & (capacity - 1)
      return { key: keys[place] ?? 0, value: values[place] ?? 0, place }
    },
  }
}
