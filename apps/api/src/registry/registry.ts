import { type Change, emptyRegistry, Refusal } from '@cyberdeck-ota/core'
import { type LiveEvent, Registry, registryFormat } from '@cyberdeck-ota/schema'
import { DiskFull } from '../files/diskFull.ts'
import { isoTime } from '../isoTime.ts'
import { createQueue } from '../queue.ts'
import { deepFreeze } from './deepFreeze.ts'
import { type RegistryStore, RevisionTaken } from './store.ts'

/** The registry's one door: everything that reads or changes it holds this. */
export interface RegistryDoor {
  /** The latest revision, from memory. Never mutated; a change replaces it. */
  readonly current: Registry
  /**
   * Applies a change and resolves with the registry once it is kept durably. Changes are applied one after another.
   * `by` is who asked ("admin", "token CI", "server"). Throws the change's `Refusal`; `revision-moved` when
   * `ifRevision` is given and is not the current one; `disk-full` when there is no room. After a `Refusal` nothing
   * changed; after any other error `current` is what the store then held.
   */
  change(change: Change, by: string, ifRevision?: number): Promise<Registry>
  /** Shows the revision that another server saved, if one did. Several servers on one store call it each second. */
  refresh(): Promise<void>
  /** Calls `listener`, which must not throw, after each new revision; returns the function that ends it. */
  subscribe(listener: (registry: Registry) => void): () => void
}

/** Each loss of a revision to another writer means that it got one in, so more than this is a defect, not bad luck. */
const mostAttempts = 20

/**
 * Opens the door on what `store` holds; in an empty store it begins with revision 0. Throws what the store throws.
 *
 * @param now ms since 1970
 * @param hint told `registry` after each new revision
 */
export async function openRegistry(
  store: RegistryStore,
  { now, hint = () => {} }: { now: () => number; hint?: (event: LiveEvent) => void },
): Promise<RegistryDoor> {
  const inTurn = createQueue()
  const listeners = new Set<(registry: Registry) => void>([() => hint('registry')])
  let current = deepFreeze((await store.load()) ?? (await begin()))

  async function begin(): Promise<Registry> {
    const empty = emptyRegistry(isoTime(now()))
    try {
      await store.save(empty)
      return empty
    } catch (error) {
      const other = error instanceof RevisionTaken ? await store.load() : null
      if (other) return other
      throw error
    }
  }

  function show(registry: Registry): Registry {
    current = deepFreeze(registry)
    for (const listener of listeners) listener(current)
    return current
  }

  /** The store may hold what another writer saved, or, after an error in its last step, what could not be confirmed. */
  async function reload(): Promise<void> {
    const latest = await store.load()
    if (latest && JSON.stringify(latest) !== JSON.stringify(current)) show(latest)
  }

  async function attempt(change: Change, by: string): Promise<Registry> {
    const changed = change(current)
    if (!changed) return current
    const next: Registry = {
      format: registryFormat,
      revision: current.revision + 1,
      changedAt: isoTime(now()),
      changedBy: by,
      change: changed.note,
      products: changed.products,
    }
    // A change that makes something other than a registry is a defect, and must not reach the store.
    Registry.parse(next)
    try {
      await store.save(next)
    } catch (error) {
      if (error instanceof DiskFull) throw diskFull(error)
      await reload()
      throw error
    }
    return show(next)
  }

  return {
    get current() {
      return current
    },
    change: (change, by, ifRevision) =>
      inTurn(async () => {
        for (let attempts = 1; ; attempts++) {
          if (ifRevision !== undefined && ifRevision !== current.revision)
            throw revisionMoved(ifRevision, current)
          try {
            return await attempt(change, by)
          } catch (error) {
            if (!(error instanceof RevisionTaken) || attempts === mostAttempts) throw error
          }
        }
      }),
    refresh: () =>
      inTurn(async () => {
        if ((await store.revision()) !== current.revision) await reload()
      }),
    subscribe: (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}

function revisionMoved(expected: number, current: Registry): Refusal {
  return new Refusal(
    'revision-moved',
    `The registry is at revision ${current.revision}, not ${expected} any more (${current.changedBy}: ${current.change.sentence}); look again and repeat the change.`,
  )
}

function diskFull(cause: DiskFull): Refusal {
  const refusal = new Refusal(
    'disk-full',
    'The disk of the server is full, so nothing was changed; make room and try again.',
  )
  refusal.cause = cause
  return refusal
}
