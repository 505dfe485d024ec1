import {
  chips,
  extractApp,
  findPartitionTable,
  type ImageFacts,
  inspectImage,
  type Partition,
  parsePartitionTable,
  readBootloader,
  readEsp32Header,
} from '@cyberdeck-ota/esp-image'
import { type ChosenFile, type FlashRefusal, type Part, refuse } from './flashPlan.ts'

/** A chosen file, and what it is. */
export interface ReadFile {
  name: string
  bytes: Uint8Array
  address: number | null
  part: Part
  /** Of the app in it; null without one. */
  image: ImageFacts | null
  /** `chip_id` of the bootloader or the app in it; null when it says none. */
  chipId: number | null
  /** Family by name, for ESP8266, which has no id. */
  chip: string | null
  /** Of the table in it. */
  partitions: Partition[] | null
  /** Bytes; of the bootloader in it. */
  headerFlashSize: number | null
  /** A factory image whose bootloader is not in it, of which only the app is of use. */
  incomplete: boolean
}

/** Formats that no flash takes as they are; everything else may be data that belongs at an address. */
const wrongFormats = [
  'elf-file',
  'uf2-file',
  'hex-file',
  'zip-file',
  'text-file',
  'ram-image',
  'truncated-image',
  'corrupt-image',
]

/** Says what a file is to flashing. An address makes of bytes that nothing recognises data for that place. */
export function readFile(file: ChosenFile): ReadFile | FlashRefusal {
  const found = inspectImage(file.bytes)
  const base: ReadFile = {
    ...file,
    part: 'data',
    image: null,
    chipId: null,
    chip: null,
    partitions: null,
    headerFlashSize: null,
    incomplete: false,
  }
  if (found.verdict === 'merged') {
    const { app, address } = found
    if (address === null && app) {
      const bytes = extractApp(file.bytes, found) ?? file.bytes
      return { ...ofApp(base, app.image), bytes, address: null, incomplete: true }
    }
    if (address === null) return readBeginning(base, found.sentence)
    if (file.address !== null && file.address !== address) return wrongAddress(file, 'factory image', address)
    return {
      ...ofApp(base, app?.image ?? null),
      part: 'factory-image',
      address,
      partitions: findPartitionTable(file.bytes)?.partitions ?? null,
    }
  }
  if (found.verdict !== 'refused') {
    if (found.image.kind === 'encrypted') {
      return refuse(
        'not-flashable',
        `${file.name} is encrypted for updates over the air, which the app on a device decrypts; a cable needs the app as it was built.`,
      )
    }
    return ofApp(base, found.image)
  }
  if (found.code === 'bootloader-image') {
    const { flashSize } = readEsp32Header(file.bytes)
    const chipId = readBootloader(file.bytes)?.chipId ?? null
    return { ...base, part: 'bootloader', chipId, headerFlashSize: flashSize }
  }
  if (found.code === 'partition-table') {
    return { ...base, part: 'partition-table', partitions: parsePartitionTable(file.bytes) }
  }
  if (found.code === 'otadata-image') return { ...base, part: 'otadata' }
  if (file.bytes.length === 0 || wrongFormats.includes(found.code)) {
    return refuse('not-flashable', `${file.name}: ${found.sentence}`)
  }
  if (found.code !== 'filesystem-image' && file.address === null) {
    return refuse('not-flashable', `${file.name}: ${found.sentence}`)
  }
  return base
}

function ofApp(base: ReadFile, image: ImageFacts | null): ReadFile {
  return { ...base, part: 'app', image, chipId: image?.chipId ?? null, chip: image?.chip ?? null }
}

/** Bootloader and partition table in one file, as installers bring them beside an app. */
function readBeginning(base: ReadFile, sentence: string): ReadFile | FlashRefusal {
  const chipId = readBootloader(base.bytes)?.chipId ?? null
  const right = chips.find(({ id }) => id === chipId)?.bootloaderOffset ?? base.address
  if (right === null) return refuse('not-flashable', `${base.name}: ${sentence}`)
  if (base.address !== null && base.address !== right)
    return wrongAddress(base, 'beginning of the flash', right)
  const partitions = findPartitionTable(base.bytes)?.partitions ?? null
  return { ...base, part: 'factory-image', address: right, chipId, partitions }
}

/** What a file of a fixed place gets when it is sent elsewhere. */
export function wrongAddress(file: { name: string; address: number | null }, noun: string, right: number) {
  return refuse(
    'wrong-address',
    `${file.name} is a ${noun}, which belongs at 0x${right.toString(16)} on this chip, not at 0x${(file.address ?? 0).toString(16)}.`,
  )
}
