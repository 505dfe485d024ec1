import { readFileSync } from 'node:fs'

const manifest = new URL('../package.json', import.meta.url)

/** Version of the server. Sources and bundle lie equally deep below the package's manifest. */
export const version: string = JSON.parse(readFileSync(manifest, 'utf8')).version
