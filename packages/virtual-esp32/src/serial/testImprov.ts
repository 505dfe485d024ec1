import { createRequire } from 'node:module'
import { rolldown } from 'rolldown'

/** The SDK's class, unmodified. Its files import each other without extensions, which only a bundler follows. */
export async function loadImprovSdk(
  folder: string,
): Promise<typeof import('improv-wifi-serial-sdk/dist/serial.js')> {
  const input = createRequire(import.meta.url).resolve('improv-wifi-serial-sdk/dist/serial.js')
  const bundle = await rolldown({ input })
  await bundle.write({ file: `${folder}/improv.mjs` })
  await bundle.close()
  return import(`${folder}/improv.mjs`)
}
