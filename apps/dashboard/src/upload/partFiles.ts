import type { FactoryPartName } from '@cyberdeck-ota/schema'
import { erasedOtadata } from './erasedOtadata.ts'
import type { PartFound } from './partFound.ts'

/** A part that was dropped or chosen, read whole. */
export interface PartFile extends PartFound {
  file: File
  sha256: string
}

/** What goes beside an app, each at most once. */
export type PartFiles = Partial<Record<FactoryPartName, PartFile>>

/** With it the bootloader starts the first slot there is. */
const emptyOtadata: PartFile = {
  name: 'otadata',
  file: new File([erasedOtadata], 'ota_data_initial.bin'),
  bytes: erasedOtadata,
  sha256: '7d2c7ac4888bfd75cd5f56e8d61f69595121183afc81556c876732fd3782c62f',
  wantsOtadata: false,
}

/** Takes in a part, in place of the one of its kind. */
export function withPart(parts: PartFiles, part: PartFile): PartFiles {
  return completed({ ...parts, [part.name]: part })
}

export function withoutPart(parts: PartFiles, name: FactoryPartName): PartFiles {
  const { [name]: _, ...others } = parts
  return completed(others)
}

/** Whether a part is none of the uploader's files, but was added here because the table has a place for it. */
export function isMadeHere(part: PartFile): boolean {
  return part === emptyOtadata
}

/**
 * Arduino and PlatformIO leave boot_app0.bin out of their build folders, and a blank board does as well with empty otadata:
 * so that is added where the partition table has a place for it and none was given.
 */
function completed({ otadata, ...others }: PartFiles): PartFiles {
  const given = otadata && !isMadeHere(otadata) ? otadata : undefined
  const chosen = given ?? (others.partitions?.wantsOtadata ? emptyOtadata : undefined)
  return chosen ? { ...others, otadata: chosen } : others
}
