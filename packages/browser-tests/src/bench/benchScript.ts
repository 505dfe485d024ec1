import { bundle } from './bundle.ts'
import type { BoardOnCable } from './plugIn.ts'

let bundled: Promise<string> | null = null

/** A script that plugs these boards into the computer of whichever page runs it first of all. */
export async function benchScript(boards: readonly BoardOnCable[]): Promise<string> {
  bundled ??= bundle('./boardsInPage.ts', 'browser', { format: 'iife', name: 'inPage', exports: 'named' })
  return `(() => { ${await bundled}\ninPage.layBench(${JSON.stringify(boards)}) })();`
}
