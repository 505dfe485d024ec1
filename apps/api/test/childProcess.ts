import { type ChildProcessByStdio, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { type PluginContext, rolldown } from 'rolldown'
import { beforeAll } from 'vitest'

/** A script of ours in a process of its own. */
export interface Child {
  process: ChildProcessByStdio<null, Readable, Readable>
  /** What it prints, line by line; ends with its output. */
  lines: AsyncIterator<string>
  /** Resolves when it has ended and all of its output was received. */
  ended: Promise<{ code: number | null; signal: NodeJS.Signals | null; stderr: string }>
}

/**
 * Prepares a TypeScript script (`x.child.ts`) to be run by the tests of a file or a `describe`, where this is called, and
 * returns what starts it with arguments. Node 20 runs no TypeScript, so it is bundled to a temporary folder. Installed
 * packages stay outside the bundle, because native ones load files that lie beside them.
 *
 * @param script its URL: `new URL('./x.child.ts', import.meta.url)`
 */
export function prepareChild(script: URL): (...args: string[]) => Child {
  let file = ''
  beforeAll(async () => {
    const folder = await mkdtemp(join(tmpdir(), 'cyberdeck-child-'))
    file = join(folder, 'child.mjs')
    const bundle = await rolldown({
      input: fileURLToPath(script),
      platform: 'node',
      plugins: [installedStayOutside],
    })
    await bundle.write({ file, format: 'esm' })
    await bundle.close()
    return () => rm(folder, { recursive: true, force: true })
  })
  return (...args) => start(file, args)
}

const installedStayOutside = {
  name: 'installed packages stay outside',
  resolveId: {
    filter: { id: /^[^./\0]/ },
    async handler(this: PluginContext, id: string, importer: string | undefined) {
      if (id.startsWith('@cyberdeck-ota/') || id.startsWith('node:')) return null
      const found = await this.resolve(id, importer, { skipSelf: true })
      return found && { id: pathToFileURL(found.id).href, external: true }
    },
  },
}

function start(file: string, args: string[]): Child {
  const process = spawn(globalThis.process.execPath, [file, ...args], { stdio: ['ignore', 'pipe', 'pipe'] })
  let stderr = ''
  process.stderr.on('data', (chunk) => {
    stderr += chunk
  })
  const ended = once(process, 'close').then(([code, signal]) => ({ code, signal, stderr }))
  return { process, lines: createInterface(process.stdout)[Symbol.asyncIterator](), ended }
}
