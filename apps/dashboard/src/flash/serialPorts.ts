import type { FlashPorts } from '@cyberdeck-ota/flasher'

/** Web Serial (wicg.github.io/serial), which TypeScript does not know of. */
const given = (navigator as Navigator & { serial?: FlashPorts }).serial

/** The ports of this computer; none where the browser keeps Web Serial from the page. */
export const serialPorts: FlashPorts = given ?? {
  requestPort: () => Promise.reject(new DOMException('There is no Web Serial.', 'SecurityError')),
  getPorts: () => Promise.resolve([]),
  addEventListener: () => {},
  removeEventListener: () => {},
}
