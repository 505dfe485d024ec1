/** HTTPClient's own errors (HTTPClient.h of arduino-esp32). */
export const httpError = {
  connectionRefused: -1,
  connectionLost: -5,
  noHttpServer: -7,
  encoding: -9,
  readTimeout: -11,
} as const

/** HTTPUpdate's (HTTPUpdate.h). */
export const httpUpdateError = {
  tooLittleSpace: -100,
  noSize: -101,
  notFound: -102,
  forbidden: -103,
  wrongHttpCode: -104,
  faultyMd5: -105,
  badHeader: -106,
  faultySha256: -109,
} as const

/** The Updater's (Update.h). */
export const updateError = {
  none: 0,
  stream: 6,
  md5: 7,
  activate: 9,
  sha256: 15,
} as const

const words = new Map<number, string>([
  [httpError.connectionRefused, 'connection refused'],
  [httpError.connectionLost, 'connection lost'],
  [httpError.noHttpServer, 'no HTTP server'],
  [httpError.encoding, 'Transfer-Encoding not supported'],
  [httpError.readTimeout, 'read timeout'],
  [httpUpdateError.tooLittleSpace, 'Not Enough space'],
  [httpUpdateError.noSize, 'Server Did Not Report Size'],
  [httpUpdateError.notFound, 'File Not Found (404)'],
  [httpUpdateError.forbidden, 'Forbidden (403)'],
  [httpUpdateError.wrongHttpCode, 'Wrong HTTP Code'],
  [httpUpdateError.faultyMd5, 'Wrong MD5'],
  [httpUpdateError.badHeader, 'Verify Bin Header Failed'],
  [httpUpdateError.faultySha256, 'Wrong SHA-256'],
  [updateError.none, 'No Error'],
  [updateError.stream, 'Stream Read Timeout'],
  [updateError.md5, 'MD5 Check Failed'],
  [updateError.activate, 'Could Not Activate The Firmware'],
  [updateError.sha256, 'SHA256 Check Failed'],
])

/** What a board would print for an error code: `getLastErrorString()`. */
export function errorWords(code: number): string {
  return words.get(code) ?? `error ${code}`
}
