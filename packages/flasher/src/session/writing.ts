import { defaultHashes, hex } from '@cyberdeck-ota/esp-image'
import type { ESPLoader } from 'esptool-js'
import type { FlashPlan, PlannedWrite } from '../plan/flashPlan.ts'
import { FlashFailure } from './failure.ts'
import type { Link } from './link.ts'
import { createProgress, type Progress } from './progress.ts'

export type WritePhase = 'erasing' | 'writing' | 'verifying'

export interface WriteReport extends Progress {
  phase: WritePhase
  /** Which of the plan's writes, from 0; the first while everything is erased. */
  index: number
}

/**
 * Carries a plan out. Each write is verified before the next one begins, so that what makes the bootloader start an app
 * is written only when the app is whole.
 *
 * @throws FlashFailure `verify-failed` when flash does not hold what was sent
 */
export async function writePlan(
  { loader, run }: Link,
  plan: FlashPlan,
  report: (report: WriteReport) => void,
): Promise<void> {
  const progress = createProgress(plan.writes.map(({ bytes }) => bytes.length))
  if (plan.eraseAll) {
    report({ ...progress.update(0, 0, 1), phase: 'erasing', index: 0 })
    await run(() => eraseAll(loader))
  }
  for (const [index, write] of plan.writes.entries()) {
    report({ ...progress.update(index, 0, 1), phase: 'writing', index })
    await run(() =>
      loader.writeFlash({
        fileArray: [{ address: write.address, data: write.bytes }],
        // Changing them would leave the digest behind the bootloader stale.
        flashMode: 'keep',
        flashFreq: 'keep',
        flashSize: 'keep',
        eraseAll: false,
        compress: true,
        reportProgress: (_, written, total) =>
          report({ ...progress.update(index, written, total), phase: 'writing', index }),
      }),
    )
    report({ ...progress.update(index, 1, 1), phase: 'verifying', index })
    await run(() => verify(loader, write))
  }
}

async function eraseAll(loader: ESPLoader): Promise<void> {
  // The ROM has no command for it.
  if (!loader.IS_STUB)
    throw new FlashFailure('write-failed', 'This chip cannot be erased as a whole from here.')
  await loader.eraseFlash()
}

async function verify(loader: ESPLoader, { address, bytes, part }: PlannedWrite): Promise<void> {
  const sent = padded(bytes)
  const told = await loader.flashMd5sum(address, sent.length)
  // The ROM answers in hexadecimal characters, which esptool-js turns into hexadecimal once more.
  const found = loader.IS_STUB ? told : String.fromCharCode(...fromHex(told))
  if (found === hex(defaultHashes.md5(sent))) return
  throw new FlashFailure(
    'verify-failed',
    `The ${part} at 0x${address.toString(16)} is not in flash as it was sent.`,
  )
}

/** As esptool-js writes it. */
function padded(bytes: Uint8Array): Uint8Array {
  const whole = new Uint8Array(Math.ceil(bytes.length / 4) * 4).fill(0xff)
  whole.set(bytes)
  return whole
}

function fromHex(text: string): number[] {
  return (text.match(/../g) ?? []).map((digits) => Number.parseInt(digits, 16))
}
