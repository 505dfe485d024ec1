/** How long the device waits for what, milliseconds. Tests shorten these; the defaults are the real ones. */
export interface Timing {
  /** For a TCP connection. HTTPClient's HTTPCLIENT_DEFAULT_TCP_TIMEOUT. */
  connectMs: number
  /** Silence that a plain `http.GET()`, and ESP-IDF's client, bear before the headers are complete. */
  plainGetMs: number
  /** Silence that `httpUpdate.update()` bears before the headers are complete. HTTPUpdate's constructor default. */
  updaterMs: number
  /** The fixed wait between the headers and the look at the first body byte. `delay(100)` in HTTPUpdate.cpp. */
  peekMs: number
  /** Silence in the middle of a body before the Updater gives up: 300 tries of 8 s, each followed by 100 ms. */
  stallMs: number
}

/** What arduino-esp32 3.1.3 does. */
export const arduinoTiming: Timing = {
  connectMs: 5_000,
  plainGetMs: 5_000,
  updaterMs: 8_000,
  peekMs: 100,
  stallMs: 300 * 8_100,
}
