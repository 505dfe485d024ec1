/** An ESP32-family chip, as esptool's targets/*.py and ESP-IDF's esp_app_format.h (esp_chip_id_t) describe it. */
export interface Chip {
  /** `chip_id` in the image header. */
  id: number
  /** Family name as Espressif writes it. */
  name: string
  /** Where in flash the ROM looks for the bootloader, bytes. */
  bootloaderOffset: number
  /** Family id of a UF2 file; null where none is assigned. */
  uf2Family: number | null
  /** Address ranges [from, to) at which flash appears to the CPU: a segment there is not copied to RAM. */
  mapped: readonly (readonly [number, number])[]
  /** An address in internal RAM at which apps are loaded. */
  ram: number
}

const c3Map = [
  [0x3c000000, 0x3c800000],
  [0x42000000, 0x42800000],
] as const
const c6Map = [[0x42000000, 0x44000000]] as const

/** Every chip with an id of its own. ESP8266 has none and is not listed. */
export const chips: readonly Chip[] = [
  chip(0, 'ESP32', 0x1000, 0x1c5f21b0, 0x3ffb0000, [
    [0x3f400000, 0x3f800000],
    [0x400d0000, 0x40400000],
  ]),
  chip(2, 'ESP32-S2', 0x1000, 0xbfdd4eee, 0x3ffb0000, [
    [0x3f000000, 0x3f3f0000],
    [0x40080000, 0x40b80000],
  ]),
  chip(5, 'ESP32-C3', 0x0, 0xd42ba06c, 0x3fc80000, c3Map),
  chip(9, 'ESP32-S3', 0x0, 0xc47e5767, 0x3fc88000, [
    [0x3c000000, 0x3e000000],
    [0x42000000, 0x44000000],
  ]),
  chip(12, 'ESP32-C2', 0x0, 0x2b88d29c, 0x3fca0000, c3Map),
  chip(13, 'ESP32-C6', 0x0, 0x540ddf62, 0x40800000, c6Map),
  chip(16, 'ESP32-H2', 0x0, 0x332726f6, 0x40800000, c6Map),
  chip(18, 'ESP32-P4', 0x2000, 0x3d308e94, 0x4ff00000, [[0x40000000, 0x4c000000]]),
  chip(20, 'ESP32-C61', 0x0, 0x77d850c4, 0x40800000, c6Map),
  chip(23, 'ESP32-C5', 0x2000, 0xf71c0343, 0x40800000, c6Map),
  chip(25, 'ESP32-H21', 0x0, 0xb6dd00af, 0x40800000, c6Map),
  chip(28, 'ESP32-H4', 0x2000, 0x9e0baa8a, 0x40800000, c6Map),
  chip(31, 'ESP32-E22', 0x0, null, 0x31000000, [[0x3c000000, 0x40000000]]),
  chip(32, 'ESP32-S31', 0x2000, 0x3101f7c1, 0x2f000000, [[0x40000000, 0x54000000]]),
]

const byId = new Map(chips.map((entry) => [entry.id, entry]))

export function chipById(id: number): Chip | undefined {
  return byId.get(id)
}

/** "ESP32-S3" for 9; `chip-<id>` for an id not known here, so that tomorrow's chips are carried, not refused. */
export function chipName(id: number): string {
  return byId.get(id)?.name ?? `chip-${id}`
}

function chip(
  id: number,
  name: string,
  bootloaderOffset: number,
  uf2Family: number | null,
  ram: number,
  mapped: Chip['mapped'],
): Chip {
  return { id, name, bootloaderOffset, uf2Family, ram, mapped }
}
