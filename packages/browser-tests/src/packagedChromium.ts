import { mkdirSync } from 'node:fs'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'

/** A Chromium with every library it needs beyond the C library, and the environment to start it in. */
export interface PackagedChromium {
  executablePath: string
  env: Record<string, string>
}

/**
 * Unpacks the Chromium that comes from the registry, once per user. The package unpacks the libraries that a minimal
 * system lacks only where it believes itself on Amazon's Linux, and then changes the environment of this process; both
 * are confined to this function.
 */
export async function unpackChromium(): Promise<PackagedChromium> {
  const folder = join(tmpdir(), `cyberdeck-chromium-143-${userInfo().uid}`)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const before = { ...process.env }
  try {
    process.env.TMPDIR = folder
    process.env.AWS_EXECUTION_ENV = 'AWS_Lambda_nodejs20.x'
    const { default: packaged } = await import('@sparticuz/chromium')
    const executablePath = await packaged.executablePath()
    const { LD_LIBRARY_PATH = '', FONTCONFIG_PATH = '' } = process.env
    return { executablePath, env: { ...defined(before), LD_LIBRARY_PATH, FONTCONFIG_PATH } }
  } finally {
    for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name]
    Object.assign(process.env, before)
  }
}

function defined(env: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined),
  )
}
