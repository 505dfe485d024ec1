import { z } from 'zod'
import { ByteCount, Slug, VersionText } from './scalars.ts'

/**
 * The chip families that ESP Web Tools knows, as esptool-js names them
 * (github.com/esphome/esp-web-tools, `src/const.ts` of 10.4.0). ESP8266, which it knows too, is never served.
 */
export const InstallChip = z.enum([
  'ESP32',
  'ESP32-C2',
  'ESP32-C3',
  'ESP32-C5',
  'ESP32-C6',
  'ESP32-C61',
  'ESP32-H2',
  'ESP32-P4',
  'ESP32-S2',
  'ESP32-S3',
])
export type InstallChip = z.infer<typeof InstallChip>

/** `GET /ota/manifest.json`: what an install button of ESP Web Tools reads. */
export const InstallManifest = z.object({
  name: z.string(),
  version: VersionText,
  /** Ask whether to erase first; without it the tool erases the settings of a board unasked. */
  new_install_prompt_erase: z.literal(true),
  /** Seconds to look for Improv Wi-Fi after an install. */
  new_install_improv_wait_time: z.int().nonnegative(),
  builds: z.array(
    z.object({
      chipFamily: InstallChip,
      /** `path` is relative to the manifest's address; `offset` is the flash address, bytes. */
      parts: z.array(z.object({ path: z.string(), offset: ByteCount })).min(1),
    }),
  ),
})
export type InstallManifest = z.infer<typeof InstallManifest>

/** Why install buttons are not offered a board. */
export const LeftOutCode = z.enum([
  'no-build',
  'no-factory-parts',
  'no-bootloader',
  'has-settings',
  'updates-only',
  'unknown-chip',
  'same-chip',
])
export type LeftOutCode = z.infer<typeof LeftOutCode>

/** `GET /api/v1/products/:product/channels/:channel/manifest`: what install buttons are offered, and what not. */
export const InstallOffer = z.object({
  /** Absolute address of the manifest. */
  url: z.string(),
  version: VersionText,
  /** Boards that install buttons are offered. */
  boards: z.array(z.object({ board: Slug, chip: InstallChip })),
  leftOut: z.array(z.object({ board: Slug, code: LeftOutCode, sentence: z.string() })),
})
export type InstallOffer = z.infer<typeof InstallOffer>
