/** What an image says of itself. */
export interface Embedded {
  version: string | null
  project: string | null
}

/**
 * The version inside an image, where it is the firmware's own; else null. Arduino's prebuilt libraries carry the
 * version of the library builder ("esp-idf: v4.4.4 e8bdaf9198"), and ESP-IDF falls back to "1" without a git tag
 * (seen in WLED 0.15.0 and in esptool's test images).
 */
export function embeddedVersion({ version, project }: Embedded): string | null {
  if (version === null || project === 'arduino-lib-builder' || project === 'esp32-arduino-lib-builder')
    return null
  return version === '' || version === '1' || version.startsWith('esp-idf: ') ? null : version
}
