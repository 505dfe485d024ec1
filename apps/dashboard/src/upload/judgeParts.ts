import { layOutFactory } from '@cyberdeck-ota/esp-image'
import type { FactoryPart, FactoryParts } from '@cyberdeck-ota/schema'
import type { Candidate } from './candidate.ts'
import type { PartFile, PartFiles } from './partFiles.ts'

/** Parts as the build would have them, or a sentence that says why they do not start this app on a blank board. */
export type PartsJudgement = { placed: FactoryParts; sentence: null } | { placed: null; sentence: string }

/** Asks the server's own rule. Null: there are no parts. */
export function judgeParts({ image, bytes }: Candidate, parts: PartFiles): PartsJudgement | null {
  const { bootloader, partitions, otadata } = parts
  if (!bootloader || !partitions) {
    return bootloader || partitions || otadata ? wrong(missing(parts)) : null
  }
  const layout = layOutFactory(
    { image, length: bytes.size },
    {
      bootloader: bootloader.bytes,
      partitions: partitions.bytes,
      otadata: otadata?.bytes ?? null,
    },
  )
  if ('sentence' in layout) return wrong(layout.sentence)
  return {
    sentence: null,
    placed: {
      bootloader: placed(bootloader, layout.bootloader),
      partitions: placed(partitions, layout.partitions),
      otadata: otadata && layout.otadata !== null ? placed(otadata, layout.otadata) : null,
      appAddress: layout.app,
    },
  }
}

function missing({ bootloader, partitions }: PartFiles): string {
  if (bootloader) return 'A bootloader starts nothing without its partition table: add that too.'
  if (partitions) return 'A partition table is of no use without its bootloader: add that too.'
  return 'OTA data is of no use by itself: add the bootloader and the partition table too.'
}

function wrong(sentence: string): PartsJudgement {
  return { placed: null, sentence }
}

function placed({ file, sha256 }: PartFile, address: number): FactoryPart {
  return { sha256, size: file.size, fileName: file.name, address }
}
