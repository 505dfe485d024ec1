/** Lets so many in at once; the others wait in their order, those in a hurry before the rest. */
export function createPlaces(most: number) {
  const waiting: (() => void)[] = []
  let free = most
  return {
    /** Resolves with a place, which is to be given back. */
    async take(inHurry: boolean): Promise<void> {
      if (free > 0) free -= 1
      else await new Promise<void>((resolve) => waiting[inHurry ? 'unshift' : 'push'](resolve))
    },
    giveBack(): void {
      const next = waiting.shift()
      if (next) next()
      else free += 1
    },
  }
}
