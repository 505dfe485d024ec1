import { describe } from 'vitest'
import { attemptContract } from './contract/attemptContract.ts'
import { changesContract } from './contract/changesContract.ts'
import { historyContract } from './contract/historyContract.ts'
import { mergeContract } from './contract/mergeContract.ts'
import type { OpenStore } from './contract/opened.ts'
import { operatorContract } from './contract/operatorContract.ts'
import { presenceContract } from './contract/presenceContract.ts'
import { queryContract } from './contract/queryContract.ts'

/** What every fleet store does. `open` gives an empty one; whoever calls cleans up. */
export function fleetStoreContract(
  name: string,
  open: OpenStore,
  effort: { fleets: number; queries: number },
): void {
  describe(`${name} as a fleet store`, () => {
    presenceContract(open)
    attemptContract(open)
    operatorContract(open)
    mergeContract(open)
    changesContract(open)
    historyContract(open)
    queryContract(open, effort)
  })
}
