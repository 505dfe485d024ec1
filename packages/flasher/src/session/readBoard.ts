import { defaultHashes } from '@cyberdeck-ota/esp-image'
import { type ESPLoader, type FlashSizeValues, UnsupportedCommandError } from 'esptool-js'
import type { BoardFacts } from '../board/boardFacts.ts'
import { readContents } from '../board/contents.ts'
import { FlashFailure } from './failure.ts'
import type { Link } from './link.ts'

/** ESP32's eFuse block 0, words 0 and 6 (esptool's targets/esp32.py). */
const ESP32_FUSES = 0x3ff5a000
const FLASH_CRYPT_CNT = { shift: 20, mask: 0x7f }
const ABS_DONE = 0b11 << 4

/** What the targets of esptool-js have, each in its own words. */
interface Target {
  getMajorChipVersion?(loader: ESPLoader): Promise<number>
  getMinorChipVersion?(loader: ESPLoader): Promise<number>
  getChipRevision?(loader: ESPLoader): Promise<number>
  postConnect?(loader: ESPLoader): Promise<void>
}

/**
 * Looks at a board in download mode: what the chip is and what stands in its flash. Leaves esptool's stub running, and the
 * cable at the faster baud where that works.
 *
 * @param onChip told as soon as chip and MAC are known
 */
export async function readBoard(
  { loader, run, canGoFaster }: Link,
  onChip: (chip: string, mac: string | null) => void,
): Promise<BoardFacts> {
  const { chip } = loader
  const known = {
    chip: chip.CHIP_NAME,
    chipId: chip.CHIP_NAME === 'ESP8266' ? null : (chip.IMAGE_CHIP_ID ?? null),
  }
  const bootloaderAt = chip.BOOTLOADER_FLASH_OFFSET ?? 0
  if (loader.secureDownloadMode) {
    onChip(known.chip, null)
    return { ...unreadable, ...known, description: known.chip, bootloaderAt, secureDownload: true }
  }
  const mac = (await run(() => chip.readMac(loader))).toUpperCase()
  onChip(known.chip, mac)
  const description = await run(() => chip.getChipDescription(loader))
  const revision = await run(() => readRevision(loader))
  const security = await run(() => readSecurity(loader))
  await run(async () => (chip as unknown as Target).postConnect?.(loader))
  await run(() => loader.runStub())
  if (canGoFaster) await run(() => loader.changeBaud())
  const flashSize = await run(() => readFlashSize(loader))
  const readable = loader.IS_STUB && !security.encrypted && known.chipId !== null
  const contents = readable
    ? await run(() =>
        readContents({ chipId: known.chipId ?? 0, bootloaderAt, flashSize }, (address, length) =>
          readChecked(loader, address, length),
        ),
      )
    : null
  return {
    ...unreadable,
    ...known,
    ...security,
    description,
    revision,
    mac,
    flashSize,
    bootloaderAt,
    contents,
  }
}

const unreadable = {
  revision: null,
  mac: null,
  flashSize: null,
  encrypted: false,
  secureBoot: false,
  secureDownload: false,
  contents: null,
}

/** major*100+minor; null for chips of which esptool-js tells only a part. */
async function readRevision(loader: ESPLoader): Promise<number | null> {
  const target = loader.chip as unknown as Target
  if (target.getMajorChipVersion && target.getMinorChipVersion) {
    return (await target.getMajorChipVersion(loader)) * 100 + (await target.getMinorChipVersion(loader))
  }
  if (loader.chip.CHIP_NAME !== 'ESP32' || !target.getChipRevision) return null
  const minor = ((await loader.readReg(ESP32_FUSES + 5 * 4)) >> 24) & 3
  return (await target.getChipRevision(loader)) * 100 + minor
}

async function readSecurity(loader: ESPLoader): Promise<{ encrypted: boolean; secureBoot: boolean }> {
  if (loader.chip.CHIP_NAME === 'ESP32') {
    const crypt = (await loader.readReg(ESP32_FUSES)) >>> FLASH_CRYPT_CNT.shift
    const boot = await loader.readReg(ESP32_FUSES + 6 * 4)
    return { encrypted: hasOddBits(crypt & FLASH_CRYPT_CNT.mask), secureBoot: (boot & ABS_DONE) !== 0 }
  }
  try {
    const { flashCryptCnt, parsedFlags } = await loader.getSecurityInfo()
    return { encrypted: hasOddBits(flashCryptCnt), secureBoot: parsedFlags.SECURE_BOOT_EN }
  } catch (error) {
    if (error instanceof UnsupportedCommandError) return { encrypted: false, secureBoot: false }
    throw error
  }
}

/** Every burnt bit turns encryption on or off once more. */
function hasOddBits(value: number): boolean {
  return value.toString(2).replaceAll('0', '').length % 2 === 1
}

async function readFlashSize(loader: ESPLoader): Promise<number | null> {
  const text = await loader.detectFlashSize()
  return text === undefined ? null : loader.flashSizeBytes(text as FlashSizeValues)
}

/** The stub sends an MD5 behind what it reads, which esptool-js leaves unread for the next command to stumble over. */
async function readChecked(loader: ESPLoader, address: number, length: number): Promise<Uint8Array> {
  const bytes = await loader.readFlash(address, length)
  const digest = await loader.transport.read(loader.FLASH_READ_TIMEOUT)
  const expected = defaultHashes.md5(bytes)
  if (digest.length === expected.length && digest.every((byte, i) => byte === expected[i])) return bytes
  throw new FlashFailure('connection-noisy', `Flash at 0x${address.toString(16)} was not read right.`)
}
