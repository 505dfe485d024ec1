import { canTakeParts } from './candidate.ts'
import { type PartFile, withPart } from './partFiles.ts'
import type { Upload } from './uploadState.ts'

/** Files that came together, once all of them are read. */
export interface Drop {
  ids: ReadonlySet<number>
  /** Those that turned out to be parts, by id. */
  parts: ReadonlyMap<number, PartFile>
  /** The app that parts were asked for. */
  app: number | undefined
}

/** Whether it is an app that parts can go beside, and is not on its way yet. */
export function takesParts({ state }: Upload): boolean {
  return (state.step === 'ready' || state.step === 'needs-override') && canTakeParts(state.candidate)
}

/**
 * Puts parts beside the app they belong to: the one they were asked for, else the only one that came with them, else, when
 * none did, the only one on the list. Which folder a file lay in is not known to a page, so where that leaves a choice the
 * parts stay on the list, for their owner to say.
 */
export function settleParts(items: readonly Upload[], drop: Drop): readonly Upload[] {
  const app = appFor(items, drop)
  const read = items.map((item): Upload => {
    const part = drop.parts.get(item.id)
    return part ? { ...item, state: { step: 'part', part } } : item
  })
  if (app === undefined) return read
  const names = [...drop.parts.values()].map(({ name }) => name)
  return [...drop.parts]
    .filter(([, { name }]) => names.indexOf(name) === names.lastIndexOf(name))
    .reduce<readonly Upload[]>((settled, [id]) => joinPart(settled, id, app), read)
}

/** Moves a part from the list to an app, unless one of them has gone. */
export function joinPart(items: readonly Upload[], id: number, app: number): readonly Upload[] {
  const state = items.find((item) => item.id === id)?.state
  const target = items.find((item) => item.id === app)
  if (state?.step !== 'part' || !target || !takesParts(target)) return items
  const { part } = state
  return items
    .filter((item) => item.id !== id)
    .map((item) => (item === target ? { ...item, parts: withPart(item.parts, part) } : item))
}

function appFor(items: readonly Upload[], { ids, app }: Drop): number | undefined {
  if (app !== undefined) return app
  const apps = items.filter(takesParts)
  const together = apps.filter(({ id }) => ids.has(id))
  const [only, ...others] = together.length > 0 ? together : apps
  return others.length === 0 ? only?.id : undefined
}
