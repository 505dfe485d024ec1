import { listOf, suggestVersion } from '@cyberdeck-ota/core'
import type { FlashPlan, Kept, PlannedWrite } from '@cyberdeck-ota/flasher'
import { formatBytes } from '../../ui/formatBytes.ts'

/** What one write brings: "App thermo 2.34". */
export function whatWords({ part, file }: PlannedWrite, plan: FlashPlan): string {
  switch (part) {
    case 'app':
      return `App ${planTitle(plan) ?? file ?? ''}`.trim()
    case 'factory-image':
      return `Factory image ${file ?? ''}`.trim()
    case 'bootloader':
      return 'Bootloader'
    case 'partition-table':
      return 'Partition table'
    case 'otadata':
      return plan.slot ? `Choice of the slot to start: ${plan.slot.label}` : 'Choice of the slot to start'
    case 'data':
      return file ?? 'Data'
  }
}

/** Where it goes: "app1 at 0x150000". */
export function whereWords({ label, address }: PlannedWrite): string {
  const at = `0x${address.toString(16)}`
  return label === null ? at : `${label} at ${at}`
}

/** What stays on the board, in a sentence; null where nothing on it is known. */
export function staysWords({ eraseAll, keeps }: FlashPlan): string | null {
  if (eraseAll) return 'Everything else on the board is erased: Wi-Fi, settings and files.'
  if (keeps.length === 0) return null
  return `What stays: ${listOf(keeps.map(keptWords))}.`
}

function keptWords({ label, kind }: Kept): string {
  switch (kind) {
    case 'settings':
      return `settings such as Wi-Fi (${label})`
    case 'files':
      return `files (${label})`
    case 'app':
      return `the app in ${label}`
    case 'choice':
    case 'data':
      return label
  }
}

/** What all of it comes to: "thermo 2.34, 1.2 MB in 2 parts", "blink.ino.bin, 0.9 MB". */
export function amountWords(plan: FlashPlan): string {
  const { writes } = plan
  const size = formatBytes(totalBytes(plan))
  const amount = writes.length === 1 ? size : `${size} in ${writes.length} parts`
  return [planTitle(plan), amount].filter(Boolean).join(', ')
}

/** Bytes of all writes. */
export function totalBytes({ writes }: FlashPlan): number {
  return writes.reduce((sum, { bytes }) => sum + bytes.length, 0)
}

/**
 * What is written, by its app where that tells a version of its own, else by the name of the file: a sketch carries the
 * project and version of Arduino's prebuilt libraries. Null for parts without an app.
 */
export function planTitle({ app, writes }: FlashPlan): string | null {
  const version = suggestVersion({ fileName: '', image: app })
  if (app?.project && version !== null) return `${app.project} ${version}`
  return writes.find(({ part }) => part === 'app' || part === 'factory-image')?.file ?? null
}
