import { setImmediate as breathe } from 'node:timers/promises'
import type { Registry } from '@cyberdeck-ota/schema'
import { createQueue } from '../queue.ts'
import type { Standings } from './standings.ts'
import type { FleetState } from './state.ts'

/** Devices that are read at once: a few milliseconds' work. */
const pageSize = 200

/** Works out anew where the devices of changed products stand. Changes that come meanwhile are taken together. */
export function createRestanding(
  { roster, store, log }: FleetState,
  standings: Standings,
  flush: () => Promise<boolean>,
): (before: Registry, after: Registry) => Promise<void> {
  const inTurn = createQueue()
  const waiting = new Set<string>()

  const restandProduct = async (product: string) => {
    for (let after = 0; ; ) {
      const page = await store.page({ product }, after, pageSize)
      const last = page.at(-1)
      if (last === undefined) return
      after = last.row
      const batch = page.flatMap((kept) => {
        const device = roster.find(kept.id)
        const standing = device === -1 ? null : standings.moved(device, kept)
        return standing === null ? [] : [{ row: kept.row, standing }]
      })
      if (batch.length > 0) await store.stand(batch)
      await breathe()
    }
  }

  return (before, after) => {
    for (const product of changedProducts(before, after)) waiting.add(product)
    return inTurn(async () => {
      // What was decided on the registry before is written first, so that it does not overwrite what follows.
      await flush()
      for (const product of waiting) {
        waiting.delete(product)
        await restandProduct(product).catch((error) => {
          log.error({ err: error, product }, 'where the devices of a product stand could not be worked out')
        })
      }
    })
  }
}

function changedProducts({ products: before }: Registry, { products: after }: Registry): string[] {
  const names = new Set([...Object.keys(before), ...Object.keys(after)])
  return [...names].filter((name) => {
    const [one, other] = [before[name], after[name]]
    // Read anew from a store, a product that did not change is another object.
    return one !== other && JSON.stringify(one) !== JSON.stringify(other)
  })
}
