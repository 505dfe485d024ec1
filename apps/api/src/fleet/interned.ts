/** Numbers for the few different things that many devices share, so that a device keeps a number. They are kept for good. */
export interface Interned<Thing> {
  /** The number of a thing that equals this one; 0 for the thing this was made with. */
  numberOf(thing: Thing): number
  at(number: number): Thing
}

/** `keyOf` tells equal things by one text. */
export function createInterned<Thing>(first: Thing, keyOf: (thing: Thing) => string): Interned<Thing> {
  const things = [first]
  const numbers = new Map([[keyOf(first), 0]])
  return {
    numberOf: (thing) => {
      const key = keyOf(thing)
      const known = numbers.get(key)
      if (known !== undefined) return known
      const number = things.push(thing) - 1
      numbers.set(key, number)
      return number
    },
    at: (number) => things[number] ?? first,
  }
}
