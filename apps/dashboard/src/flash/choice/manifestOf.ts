import { listOf } from '@cyberdeck-ota/core'
import type { ChosenFile } from '@cyberdeck-ota/flasher'
import type { DroppedFile } from './droppedFile.ts'
import type { ManifestBuild, ManifestFirmware } from './firmware.ts'
import { Manifest } from './manifestSchema.ts'
import { readAddress } from './readAddress.ts'

/** What a manifest and the files beside it come to. */
export interface ManifestReading {
  /** Null while no build in it has all its files. */
  firmware: ManifestFirmware | null
  /** Builds that cannot be flashed as things are, a sentence each. */
  leftOut: string[]
  /** Names of files that it has no use for. */
  unused: string[]
}

/** Reads the manifest among the files; a sentence where it cannot be read, null without one. */
export function manifestOf(files: readonly DroppedFile[]): ManifestReading | string | null {
  const manifests = files.filter(({ what }) => what.kind === 'manifest')
  const [file, ...others] = manifests
  if (!file) return null
  if (others.length > 0) {
    return `Only one of ${listOf(manifests.map(({ name }) => name))} can be flashed; remove the others.`
  }
  const manifest = Manifest.safeParse(jsonOf(file.bytes)).data
  if (!manifest || manifest.builds.length === 0) {
    return `${file.name} is not the manifest of an install button: it lists no builds with their parts.`
  }
  const beside = new Map(files.filter((each) => each !== file).map((each) => [each.name, each]))
  return readBuilds(manifest, manifest.name ?? file.name, beside)
}

type Listed = Manifest['builds'][number]

function readBuilds(
  { version, builds }: Manifest,
  name: string,
  beside: ReadonlyMap<string, DroppedFile>,
): ManifestReading {
  const complete: ManifestBuild[] = []
  const leftOut: string[] = []
  for (const chip of new Set(builds.map(({ chipFamily }) => chipFamily))) {
    const listed = onlyOne(builds.filter(({ chipFamily }) => chipFamily === chip))
    const files = typeof listed === 'string' ? listed : filesOf(listed, beside)
    if (typeof files === 'string') leftOut.push(`${chip}: ${files}`)
    else complete.push({ chip, files })
  }
  const named = new Set(builds.flatMap(({ parts }) => parts.map(({ path }) => fileName(path))))
  return {
    firmware:
      complete.length > 0 ? { kind: 'manifest', name, version: version || null, builds: complete } : null,
    leftOut,
    unused: [...beside.keys()].filter((each) => !named.has(each)),
  }
}

/** The build for any cable where there are several for one chip; else the page cannot tell which cable is meant. */
function onlyOne(builds: Listed[]): Listed | string {
  const [first, ...others] = builds.filter(({ serialType }) => serialType === undefined)
  if (first && others.length === 0) return first
  const [only, ...more] = builds
  if (only && more.length === 0) return only
  return 'the manifest has several builds for it; drop the files of one without the manifest.'
}

function filesOf({ parts }: Listed, beside: ReadonlyMap<string, DroppedFile>): ChosenFile[] | string {
  if (parts.length === 0) return 'the manifest names no files to flash.'
  const files: ChosenFile[] = []
  const missing: string[] = []
  const paths = new Map<string, string>()
  for (const { path, offset } of parts) {
    const name = fileName(path)
    const address = readAddress(String(offset))
    if ('sentence' in address || address.address === null) {
      return `the address of ${name} in the manifest, ${offset}, is none.`
    }
    if ((paths.get(name) ?? path) !== path) {
      return `the manifest names two different files ${name}; drop the files of one build without the manifest.`
    }
    paths.set(name, path)
    const file = beside.get(name)
    if (file) files.push({ name, bytes: file.bytes, address: address.address })
    else missing.push(name)
  }
  return missing.length === 0 ? files : `drop ${listOf(missing)} here too.`
}

/** The name under which a file of a manifest is downloaded. */
function fileName(path: string): string {
  const last =
    path
      .replace(/[?#].*$/, '')
      .split('/')
      .at(-1) ?? path
  try {
    return decodeURIComponent(last)
  } catch {
    return last
  }
}

function jsonOf(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes))
  } catch {
    return null
  }
}
