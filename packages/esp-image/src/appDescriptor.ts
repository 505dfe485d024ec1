import { hex, textField, u32 } from './bytes.ts'
import type { ImageFacts } from './inspection.ts'

/** esp_app_desc_t (esp_app_desc.h) opens the first segment of every app since ESP-IDF 3.3. */
export const APP_DESCRIPTOR = { at: 0x20, length: 256, magic: 0xabcd5432 } as const

/** Descriptor fields of {@link ImageFacts}; empty strings and an unset ELF digest read as null. */
export type AppDescriptor = Pick<
  ImageFacts,
  'project' | 'version' | 'builtAt' | 'idf' | 'elfSha256' | 'secureVersion'
>

export function hasAppDescriptor(bytes: Uint8Array): boolean {
  return u32(bytes, APP_DESCRIPTOR.at) === APP_DESCRIPTOR.magic
}

/** The descriptor, or null when the image has none. Field offsets: esp_app_desc.h. */
export function readAppDescriptor(bytes: Uint8Array): AppDescriptor | null {
  if (!hasAppDescriptor(bytes)) return null
  const { at } = APP_DESCRIPTOR
  const elfSha256 = hex(bytes.subarray(at + 144, at + 176))
  return {
    secureVersion: u32(bytes, at + 4),
    version: textField(bytes, at + 16, 32) || null,
    project: textField(bytes, at + 48, 32) || null,
    builtAt: `${textField(bytes, at + 96, 16)} ${textField(bytes, at + 80, 16)}`.trim() || null,
    idf: textField(bytes, at + 112, 32) || null,
    elfSha256: /[^0]/.test(elfSha256) ? elfSha256 : null,
  }
}
