import type { Snippet } from './snippet.ts'

function commands(address: string): string {
  return `# What is published
curl ${address}/ota/info

# What a plain client with 1.00 gets: the image, or the word Uptodate
curl -i -o answer.bin "${address}/ota?version=1.00"

# What a board with 1.00 gets: the image, or 304
curl -i -o answer.bin -A ESP32-http-Update \\
  -H "x-ESP32-version: 1.00" -H "x-ESP32-BASE-MAC: 02:00:00:00:00:01" \\
  ${address}/ota
`
}

export const curl = (address: string): Snippet => ({
  id: 'curl',
  name: 'curl',
  about: 'No board at hand? Ask as one would. These show up among the check-ins too.',
  files: [{ title: 'terminal', code: commands(address) }],
})
