import type { FlashPlan } from '@cyberdeck-ota/flasher'
import type { Firmware } from '../choice/firmware.ts'
import { releaseName } from '../choice/firmwareLine.ts'
import { planTitle } from '../write/writeWords.ts'

/** What was put on a board, as far as it can be told. */
export interface Written {
  /** Null where it is no release of the library. */
  product: string | null
  /** What it has to call itself; null where nobody said. */
  version: string | null
  /** The digest that an app reports of itself; null where it has none. */
  sha256: string | null
  /** "thermo 2.34", or the name of a file. */
  title: string
}

export function writtenOf(firmware: Firmware | null, plan: FlashPlan | null): Written {
  return { ...saidBy(firmware, plan), sha256: plan?.app?.appendedSha256 ?? null }
}

function saidBy(firmware: Firmware | null, plan: FlashPlan | null): Omit<Written, 'sha256'> {
  switch (firmware?.kind) {
    case 'release': {
      const { product, version } = firmware
      return { product, version, title: releaseName({ product, version }) }
    }
    case 'manifest': {
      const { name, version } = firmware
      return { product: null, version, title: version === null ? name : `${name} ${version}` }
    }
    default:
      // A version that only stands in the bytes is shown, but no board is held to it.
      return { product: null, version: null, title: titleOf(firmware?.files ?? [], plan) }
  }
}

function titleOf(files: readonly { name: string }[], plan: FlashPlan | null): string {
  const name = (plan && planTitle(plan)) ?? files[0]?.name ?? 'The firmware'
  const others = files.length - 1
  // An app with a version of its own is more than one of several files.
  return others > 0 && files.some((file) => file.name === name) ? `${name} and ${others} more` : name
}
