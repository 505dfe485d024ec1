import { arduino } from './arduino.ts'
import { curl } from './curl.ts'
import { anyDevice, type DeviceTarget } from './deviceUrl.ts'
import { espIdf } from './espIdf.ts'
import { platformio } from './platformio.ts'
import { sixLines } from './sixLines.ts'
import type { Snippet } from './snippet.ts'

/** Every way to poll a server that boards reach at `address`, the recommended one first. `target`: as what kind of device. */
export function snippets(address: string, target: DeviceTarget = anyDevice): Snippet[] {
  return [arduino, sixLines, espIdf, platformio, curl].map((snippet) => snippet(address, target))
}
