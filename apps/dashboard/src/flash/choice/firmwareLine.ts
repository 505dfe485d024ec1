import { findProduct, findRelease, listOf } from '@cyberdeck-ota/core'
import type { Registry } from '@cyberdeck-ota/schema'
import type { ReleaseName } from '../../api/commands.ts'
import { formatBytes } from '../../ui/formatBytes.ts'
import { asDropped } from './droppedFile.ts'
import { appName } from './fileWords.ts'
import type { FilesFirmware, Firmware, ManifestFirmware, ReleaseFirmware } from './firmware.ts'

/** What was chosen, in a line: "thermo 2.34 · esp32-s3 · 1.2 MB". */
export function firmwareLine(firmware: Firmware, registry: Registry): string {
  switch (firmware.kind) {
    case 'release':
      return releaseLine(firmware, registry)
    case 'files':
      return filesLine(firmware)
    case 'manifest':
      return manifestLine(firmware)
  }
}

/** A release by its name, as it stands on a button. Who never named a product need not read its name. */
export function releaseName({ product, version }: ReleaseName): string {
  return product === 'default' ? version : `${product} ${version}`
}

function releaseLine({ product, version, board }: ReleaseFirmware, registry: Registry): string {
  const title = releaseName({ product, version })
  const found = findProduct(registry, product)
  const release = found && findRelease(found, version)
  if (!release) return `${title} · not in the library any more`
  const builds = Object.entries(release.builds)
  const [only] = builds.filter(([name]) => builds.length === 1 || name === board)
  if (!only) return `${title} · the build for the chip`
  const [name, { size, chip }] = only
  return [title, name === 'default' ? chip : name, formatBytes(size)].filter(Boolean).join(' · ')
}

function filesLine({ files }: FilesFirmware): string {
  const size = formatBytes(files.reduce((sum, { bytes }) => sum + bytes.length, 0))
  const names = listOf(files.map(({ name }) => name))
  const apps = files.flatMap(({ name, bytes }) => {
    const { what } = asDropped(name, bytes)
    return what.kind === 'part' && what.read.image ? [what.read.image] : []
  })
  const [app, ...others] = apps
  const title = app && others.length === 0 ? [appName(app), ...(app.chip === null ? [] : [app.chip])] : []
  return [...title, names, size].join(' · ')
}

function manifestLine({ name, version, builds }: ManifestFirmware): string {
  const title = version === null ? name : `${name} ${version}`
  return `${title} · ${listOf(builds.map(({ chip }) => chip))}`
}
