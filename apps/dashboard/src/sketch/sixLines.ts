import { type DeviceTarget, versionedPath } from './deviceUrl.ts'
import type { Snippet } from './snippet.ts'

/** Host, port and path apart, because the four-argument `httpUpdate.update` wants them so. */
function parts(address: string) {
  const { hostname, port, protocol } = new URL(address)
  return { host: hostname, port: port || (protocol === 'https:' ? '443' : '80') }
}

function sketch(address: string, target: DeviceTarget): string {
  const { host, port } = parts(address)
  const path = versionedPath(target)
  return `WiFiClient client;
HTTPClient http;
http.begin(client, "${address}${path}" FW_VERSION);
const bool update = http.GET() == 200 && http.getString() != "Uptodate";
http.end();
if (update) httpUpdate.update(client, "${host}", ${port}, "${path}" FW_VERSION);
`
}

export const sixLines = (address: string, target: DeviceTarget): Snippet => ({
  id: 'six-lines',
  name: 'Six lines',
  about:
    'For a sketch that already has Wi-Fi: ask first, then update. Put them where you want to check, with #include <HTTPClient.h>, #include <HTTPUpdate.h> and #define FW_VERSION "1.00" at the top.',
  files: [{ title: 'inside your sketch', code: sketch(address, target) }],
})
