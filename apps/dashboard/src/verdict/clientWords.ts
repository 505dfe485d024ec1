import type { ClientKind } from '@cyberdeck-ota/schema'

/** What kind of client polls, for people. */
export const clientWords: Record<ClientKind, string> = {
  'esp32-updater': 'Arduino’s updater on an ESP32',
  'esp8266-updater': 'Arduino’s updater on an ESP8266',
  plain: 'A plain GET: HTTPClient, esp_https_ota, curl',
}
