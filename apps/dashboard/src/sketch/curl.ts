import { type DeviceTarget, deviceQuery, pollPath, versionedPath } from './deviceUrl.ts'
import type { Snippet } from './snippet.ts'

function commands(address: string, target: DeviceTarget): string {
  const query = deviceQuery(target)
  return `# What is published
curl "${address}/ota/info${query && `?${query}`}"

# What a plain client with 1.00 gets: the image, or the word Uptodate
curl -i -o answer.bin "${address}${versionedPath(target)}1.00"

# What a board with 1.00 gets: the image, or 304
curl -i -o answer.bin -A ESP32-http-Update \\
  -H "x-ESP32-version: 1.00" -H "x-ESP32-BASE-MAC: 02:00:00:00:00:01" \\
  "${address}${pollPath(target)}"
`
}

export const curl = (address: string, target: DeviceTarget): Snippet => ({
  id: 'curl',
  name: 'curl',
  about: 'No board at hand? Ask as one would. These show up among the check-ins too.',
  files: [{ title: 'terminal', code: commands(address, target) }],
})
