import { arduino } from './arduino.ts'
import { curl } from './curl.ts'
import { espIdf } from './espIdf.ts'
import { platformio } from './platformio.ts'
import { sixLines } from './sixLines.ts'
import type { Snippet } from './snippet.ts'

/** Every way to poll a server that boards reach at `address`, the recommended one first. */
export function snippets(address: string): Snippet[] {
  return [arduino, sixLines, espIdf, platformio, curl].map((snippet) => snippet(address))
}
