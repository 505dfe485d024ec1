import { createHash } from 'node:crypto'
import { inspectImage } from '@cyberdeck-ota/esp-image'
import { type RunningApp, readRunningApp } from './runningApp.ts'
import { type TargetChip, verifyImage } from './verifyImage.ts'

/** The slot that an update is written to. */
export interface UpdateSlot {
  /** Bytes: `ESP.getFreeSketchSpace()`. */
  size: number
  /** What was in the slot is gone, whatever becomes of the update. */
  erase(): void
  /** Writes the whole update and selects it for the next boot: why that failed, or null (`esp_ota_set_boot_partition()`). */
  activate(written: Buffer): string | null
}

/** What a reset led to. `app` is null when the board is lost: only a cable brings it back. */
export interface Boot {
  app: RunningApp | null
  /** Why it does not run what was selected; null when it does. */
  fellBack: string | null
}

/** Two app slots and the record of which to boot, as the second-stage bootloader and `esp_ota_ops` keep them. */
export interface Flash {
  readonly chipId: number
  readonly slot: UpdateSlot
  /** Null once the board is lost. */
  running(): RunningApp | null
  reset(): Boot
  /** `esp_ota_mark_app_valid_cancel_rollback()`. */
  confirm(): void
}

export interface FlashOptions extends TargetChip {
  slotSize: number
  /** What was put into the first slot by cable. */
  image: Buffer
  /** Whether an app that resets before it confirmed itself is given up for the one before it. */
  rollback: boolean
  /** Given what is written into a slot, returns the same bytes: boards that run one image may share them. */
  stored: (image: Buffer) => Buffer
  /** Whether an app crashes before it could check in, every time. */
  crashes: (app: RunningApp) => boolean
}

type SlotState = 'new' | 'pending' | 'valid' | 'aborted'

interface Slot {
  image: Buffer
  app: RunningApp
  state: SlotState
}

/** @throws RangeError when `image` would not start on this chip */
export function createFlash(options: FlashOptions): Flash {
  const fault = verifyImage(options.image, options)
  if (fault) throw new RangeError(`The first image cannot run on this board: ${fault}.`)
  const slots: (Slot | null)[] = [load(options.stored(options.image), 'valid'), null]
  let active: number | null = 0
  let selected = 0
  const current = () => (active === null ? null : (slots[active] ?? null))

  return {
    chipId: options.chipId,
    slot: {
      size: options.slotSize,
      erase() {
        slots[1 - (active ?? 0)] = null
        selected = active ?? 0
      },
      activate(written) {
        const refused = verifyImage(written, options)
        if (refused) return refused
        selected = 1 - (active ?? 0)
        slots[selected] = load(options.stored(written), options.rollback ? 'new' : 'valid')
        return null
      },
    },
    running: () => current()?.app ?? null,
    confirm() {
      const slot = current()
      if (slot?.state === 'pending') slot.state = 'valid'
    },
    reset() {
      if (active === null) return { app: null, fellBack: null }
      active = null
      let fellBack: string | null = null
      for (const index of [selected, 1 - selected]) {
        const slot = slots[index]
        if (!slot || slot.state === 'aborted') break
        const fate = boot(slot, options)
        if (fate.starts) {
          active = index
          selected = index
          break
        }
        fellBack ??= fate.why
        if (!fate.bootsOther) break
      }
      return { app: current()?.app ?? null, fellBack }
    },
  }
}

function load(image: Buffer, state: SlotState): Slot {
  return { image, app: readRunningApp(image), state }
}

type Fate = { starts: true } | { starts: false; bootsOther: boolean; why: string }

/** What becomes of a verified image, as the real bootloaders did with it in an emulator. */
function boot(slot: Slot, { rollback, crashes }: FlashOptions): Fate {
  if (slot.state === 'pending') {
    slot.state = 'aborted'
    return { starts: false, bootsOther: true, why: 'it was reset before the new app confirmed itself' }
  }
  if (slot.state === 'new') slot.state = 'pending'
  const found = inspectImage(slot.image, { sha256: (data) => createHash('sha256').update(data).digest() })
  if (found.verdict === 'merged' || (found.verdict === 'refused' && found.code === 'bootloader-image')) {
    return { starts: false, bootsOther: true, why: 'segment 0 overlaps bootloader data, it is not an app' }
  }
  if (found.verdict === 'refused' && found.code === 'ram-image') {
    return { starts: false, bootsOther: false, why: 'it runs an app from RAM that knows no updates' }
  }
  if (!crashes(slot.app)) return { starts: true }
  if (!rollback || slot.state === 'valid') {
    return {
      starts: false,
      bootsOther: false,
      why: 'the new app crashes at every start and nothing rolls it back',
    }
  }
  slot.state = 'aborted'
  return { starts: false, bootsOther: true, why: 'the new app crashed before it confirmed itself' }
}
