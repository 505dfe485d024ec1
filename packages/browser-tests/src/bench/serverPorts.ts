import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { temporaryFolder } from '@cyberdeck-ota/test-server'
import { bundle } from './bundle.ts'
import type { BoardOnCable } from './plugIn.ts'

const module = fileURLToPath(new URL('../../../serialport/index.cjs', import.meta.url))

/**
 * Starts something in an environment in which a server finds these boards on its own serial ports, whatever is plugged
 * into this computer.
 *
 * @param boards null for a server without the package `serialport`
 */
export async function withServerPorts<Started>(
  boards: readonly BoardOnCable[] | null,
  start: (env: Record<string, string>) => Promise<Started>,
): Promise<Started> {
  const folder = temporaryFolder()
  try {
    const file = join(folder.path, 'boards.cjs')
    const code = await bundle('./boardsOnServer.ts', 'node', { format: 'cjs' })
    writeFileSync(file, `${code}\nexports.standIn(${JSON.stringify(module)}, ${JSON.stringify(boards)})`)
    return await start({ NODE_OPTIONS: `--require "${file}"` })
  } finally {
    folder.remove()
  }
}
