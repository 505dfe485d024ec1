import { startsWith, u16, u32 } from './bytes.ts'
import { chips } from './chips.ts'
import type { RefusalCode, Refused } from './inspection.ts'
import { APP_FILE, refusal } from './refusal.ts'

/** A kind of file told by its first bytes alone. */
interface ForeignKind {
  code: RefusalCode
  magic: readonly number[]
  sentence: (bytes: Uint8Array) => string
}

const archive = (name: string, ...magic: number[]): ForeignKind => ({
  code: 'zip-file',
  magic,
  sentence: () => `This is a ${name} archive; unpack it and upload ${APP_FILE}, from inside.`,
})

const kinds: ForeignKind[] = [
  archive('zip', 0x50, 0x4b, 0x03, 0x04),
  archive('7z', 0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c),
  archive('RAR', 0x52, 0x61, 0x72, 0x21, 0x1a),
  archive('xz', 0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00),
  archive('zstd', 0x28, 0xb5, 0x2f, 0xfd),
  archive('bzip2', 0x42, 0x5a, 0x68),
  { code: 'elf-file', magic: [0x7f, 0x45, 0x4c, 0x46], sentence: elfSentence },
  { code: 'uf2-file', magic: [0x55, 0x46, 0x32, 0x0a, 0x57, 0x51, 0x5d, 0x9e], sentence: uf2Sentence },
  {
    code: 'gzip-file',
    magic: [0x1f, 0x8b],
    sentence: () =>
      'This file is gzip-compressed, which no ESP32 can unpack (an ESP8266 can); gunzip it and upload the .bin inside.',
  },
  {
    code: 'not-an-image',
    magic: [0x1e, 0xf1, 0xee, 0x0b],
    sentence: () => `This is a Zigbee OTA file, meant for a Zigbee coordinator; upload ${APP_FILE}.`,
  },
]

/** Refuses files of other trades by name; null when the first bytes are none of theirs. */
export function refuseForeignFile(bytes: Uint8Array): Refused | null {
  const kind = kinds.find(({ magic }) => startsWith(bytes, magic))
  return kind ? refusal(kind.code, kind.sentence(bytes)) : null
}

/** e_machine at 18 (ELF specification): what linkers for these chips write. */
function elfSentence(bytes: Uint8Array): string {
  const machine = { 94: 'Xtensa ', 243: 'RISC-V ' }[u16(bytes, 18)]
  if (!machine) return `This is an ELF program for another kind of computer; upload ${APP_FILE}.`
  return `This is the ${machine}ELF file the linker wrote (for the debugger, not for flash); upload the .bin made from it, usually <project>.bin or firmware.bin.`
}

/** Family id at 28 (UF2 specification). */
function uf2Sentence(bytes: Uint8Array): string {
  const family = u32(bytes, 28)
  const name = family === 0x7eab61ed ? 'ESP8266' : chips.find((chip) => chip.uf2Family === family)?.name
  const target = name ? ` for ${name}` : ''
  return `This is a UF2 file${target} (for drag and drop over USB); upload ${APP_FILE}.`
}
