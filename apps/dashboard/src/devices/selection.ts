/** Which devices are chosen: single ones, or all that the query finds, wherever they are listed. */
export type Chosen = { all: true } | { all: false; ids: ReadonlySet<string> }

export const nothingChosen: Chosen = { all: false, ids: new Set() }

/** The most that can be named one by one in a request. */
export const mostNamed = 1_000

export function isChosen(chosen: Chosen, id: string): boolean {
  return chosen.all || chosen.ids.has(id)
}

/** How many devices are chosen of the `total` that the query finds. */
export function chosenCount(chosen: Chosen, total: number): number {
  return chosen.all ? total : chosen.ids.size
}

/**
 * Chooses a row or gives it up. `listed` are the ids on screen, in order; from `anchor`, the row before, all between
 * become like it. Giving up one of all that match leaves those on screen.
 */
export function toggled(
  chosen: Chosen,
  id: string,
  listed: readonly string[],
  anchor: string | null,
): Chosen {
  const ids = new Set(chosen.all ? listed : chosen.ids)
  const add = !isChosen(chosen, id)
  for (const between of idsBetween(listed, anchor ?? id, id)) {
    if (add) ids.add(between)
    else ids.delete(between)
  }
  return { all: false, ids }
}

/** Chooses all on screen, or gives them up when all of them are chosen. */
export function withListed(chosen: Chosen, listed: readonly string[]): Chosen {
  const ids = new Set(chosen.all ? [] : chosen.ids)
  const giveUp = listed.every((id) => isChosen(chosen, id))
  for (const id of listed) {
    if (giveUp) ids.delete(id)
    else ids.add(id)
  }
  return { all: false, ids }
}

function idsBetween(listed: readonly string[], from: string, to: string): readonly string[] {
  const ends = [listed.indexOf(from), listed.indexOf(to)]
  if (ends.includes(-1)) return [to]
  return listed.slice(Math.min(...ends), Math.max(...ends) + 1)
}
