import { u32 } from './bytes.ts'
import { crc32 } from './crc32.ts'

const SECTOR = 0x1000
const ERASED = 0xffffffff
const STATE_INVALID = 3
const STATE_ABORTED = 4

/**
 * Which OTA slot otadata tells the bootloader to start, counted from 0; null when it names none. Two entries, each in its
 * own sector, of which the one with the higher sequence number counts (bootloader_common_get_active_otadata()).
 *
 * @param slots number of OTA app slots in the partition table, at least 1
 */
export function selectedSlot(otadata: Uint8Array, slots: number): number | null {
  const sequence = Math.max(validSequence(otadata, 0), validSequence(otadata, SECTOR))
  return sequence > 0 ? (sequence - 1) % slots : null
}

/** Whether a whole file is otadata, as `boot_app0.bin` and `ota_data_initial.bin` are. */
export function isOtadata(bytes: Uint8Array): boolean {
  return bytes.length <= 2 * SECTOR && selectedSlot(bytes, 1) !== null
}

/** esp_ota_select_entry_t (esp_flash_partitions.h): u32 sequence at 0, u32 state at 24, u32 CRC of the sequence at 28. */
function validSequence(otadata: Uint8Array, at: number): number {
  const sequence = u32(otadata, at)
  const state = u32(otadata, at + 24)
  if (sequence === ERASED || state === STATE_INVALID || state === STATE_ABORTED) return 0
  return u32(otadata, at + 28) === crc32(otadata.subarray(at, at + 4), ERASED) ? sequence : 0
}
