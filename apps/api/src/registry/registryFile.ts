import { Registry, registryFormat } from '@cyberdeck-ota/schema'
import { DamagedRegistry } from './store.ts'

/** The text of `meta.json`: indented, because people read it. */
export function registryText(registry: Registry): string {
  return `${JSON.stringify(registry, null, 2)}\n`
}

/** Reads what {@link registryText} wrote. Throws {@link DamagedRegistry} with a sentence that names the file at `path`. */
export function parseRegistry(text: string, path: string): Registry {
  const json = parseJson(text, path)
  const format = isRecord(json) ? json.format : undefined
  if (typeof format === 'number' && format > registryFormat) {
    throw new DamagedRegistry(
      `${path} was written by a newer version of this server (format ${format}, this one reads ${registryFormat}); start that version.`,
    )
  }
  const result = Registry.safeParse(json)
  // The object as read instead of zod's copy, so that fields which a later version added survive a change made by this one.
  if (result.success) return json as Registry
  const issue = result.error.issues[0]
  const where = issue?.path.length ? `${issue.path.join(' › ')}: ` : ''
  throw damaged(path, `${where}${issue?.message}`)
}

/** Throws {@link DamagedRegistry} when `text` is not JSON. */
export function parseJson(text: string, path: string): unknown {
  try {
    // Notepad and others begin a file they saved with a byte order mark.
    return JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch (error) {
    throw damaged(path, (error as Error).message)
  }
}

function damaged(path: string, what: string): DamagedRegistry {
  return new DamagedRegistry(
    `${path} is damaged (${what}); put a good copy in its place, or move it and the builds folder away to begin anew.`,
  )
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
