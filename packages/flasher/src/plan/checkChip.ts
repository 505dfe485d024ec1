import { chipName, type ImageFacts, readEsp32Header } from '@cyberdeck-ota/esp-image'
import type { BoardFacts } from '../board/boardFacts.ts'
import { type FlashRefusal, type FlashWarning, type PlannedWrite, refuse } from './flashPlan.ts'
import type { ReadFile } from './readFile.ts'

/** What the chip itself rules out, whatever is chosen. */
export function checkBoard(board: BoardFacts): FlashRefusal | null {
  if (board.secureDownload) {
    return refuse(
      'secure-download-mode',
      `This ${board.chip} is in Secure Download Mode: it lets nobody see or check what is in its flash, so flashing it here would be blind. Update it over the air.`,
    )
  }
  if (board.encrypted) {
    return refuse(
      'flash-encrypted',
      `The flash of this ${board.chip} is encrypted with a key only the chip knows, so what a cable writes would not start. Update it over the air.`,
    )
  }
  return null
}

/** Whether a file is for this chip, as its ROM and bootloader will judge it. */
export function checkChip(board: BoardFacts, { name, image, chipId, chip }: ReadFile): FlashRefusal | null {
  const wanted = chipId === null ? chip : chipName(chipId)
  const wrong = chipId === null ? chip !== null && chip !== board.chip : chipId !== board.chipId
  if (wrong) return refuse('wrong-chip', `${name} is for ${wanted}, and this board has an ${board.chip}.`)
  return image && (checkRevision(board, name, image) ?? checkSignature(board, name, image))
}

function checkRevision(
  { chip, revision }: BoardFacts,
  name: string,
  { minChipRevision, maxChipRevision }: ImageFacts,
): FlashRefusal | null {
  if (revision === null) return null
  const has = `this ${chip} is ${dotted(revision)}`
  if (minChipRevision !== null && revision < minChipRevision) {
    return refuse('chip-too-old', `${name} needs chip revision ${dotted(minChipRevision)} or later; ${has}.`)
  }
  if (maxChipRevision !== null && revision > maxChipRevision) {
    return refuse('chip-too-new', `${name} runs on chip revisions up to ${dotted(maxChipRevision)}; ${has}.`)
  }
  return null
}

function checkSignature(board: BoardFacts, name: string, { signature }: ImageFacts): FlashRefusal | null {
  if (!board.secureBoot || signature?.scheme.startsWith('secure-boot')) return null
  return refuse('unsigned-app', `This ${board.chip} starts signed firmware only, and ${name} is not signed.`)
}

/** Before it are the bootloader and, with Secure Boot v1, the digest that only the chip itself can make (esptool keeps off it, too). */
const BOOTLOADER_END = 0x8000

/** Keeps what a chip with secure boot starts from: another bootloader can lock it up for good. */
export function checkSecureBoot(
  { chip, secureBoot }: BoardFacts,
  writes: readonly PlannedWrite[],
  eraseAll: boolean,
): FlashRefusal | null {
  if (!secureBoot) return null
  const only = `this ${chip} starts only the bootloader that was signed for it (secure boot)`
  if (eraseAll) {
    return refuse(
      'secure-boot-erase',
      `Erasing everything would take the bootloader, and ${only}: without it, it may be lost for good.`,
    )
  }
  const write = writes.find(({ address }) => address < BOOTLOADER_END)
  if (!write) return null
  return refuse(
    'secure-boot-bootloader',
    `${write.file ?? 'What was chosen'} would replace the bootloader, and ${only}: flash the app alone.`,
  )
}

/** What may go wrong and cannot be known here. */
export function chipWarnings(board: BoardFacts, files: readonly ReadFile[]): FlashWarning[] {
  const warnings: FlashWarning[] = []
  if (board.secureBoot) {
    warnings.push({
      code: 'secure-boot',
      sentence: 'This chip checks signatures (secure boot): it starts only what was signed with its own key.',
    })
  }
  if (board.flashSize === null) {
    warnings.push({
      code: 'flash-size-unknown',
      sentence: 'The size of the flash could not be read, so whether everything fits is not checked.',
    })
  }
  for (const file of files) {
    const announced = announcedFlash(file, board.bootloaderAt)
    if (announced === null || board.flashSize === null || announced <= board.flashSize) continue
    warnings.push({
      code: 'header-flash-size',
      sentence: `The bootloader in ${file.name} is built for ${megabytes(announced)} of flash, and this board has ${megabytes(board.flashSize)}: it may refuse to start.`,
    })
  }
  return warnings
}

/** The size that the bootloader in a file expects the flash to have. */
function announcedFlash(file: ReadFile, bootloaderAt: number): number | null {
  if (file.part !== 'factory-image' || file.address === null) return file.headerFlashSize
  return readEsp32Header(file.bytes.subarray(bootloaderAt - file.address)).flashSize
}

export function megabytes(bytes: number): string {
  return bytes % 0x100000 === 0 ? `${bytes / 0x100000} MB` : `${bytes} bytes`
}

/** "v3.1" for 301. */
function dotted(revision: number): string {
  return `v${Math.floor(revision / 100)}.${revision % 100}`
}
