import { Refusal } from '@cyberdeck-ota/core'
import { layOutFactory } from '@cyberdeck-ota/esp-image'
import type { FactoryPart, FactoryParts } from '@cyberdeck-ota/schema'
import { lastPart } from '../builds/describeBuild.ts'
import { nativeHashes } from '../builds/nativeHashes.ts'
import type { Passed } from './uploadGate.ts'
import type { UploadedFile, UploadedParts } from './uploadParts.ts'

/**
 * The gate for what comes beside an app: each part is what it is sent as, and they start this app on a blank board.
 * Throws a `Refusal` that names the part and what it is.
 */
export async function placeParts(parts: UploadedParts, app: Passed): Promise<FactoryParts> {
  if (app.merged) {
    throw new Refusal(
      'bad-field',
      'This factory image has its own bootloader and partition table: send it alone, or the app with its parts.',
    )
  }
  const { bootloader, partitions, otadata } = parts
  const layout = layOutFactory(
    { image: app.image, length: app.bytes.length },
    {
      bootloader: await bootloader.staged.bytes(),
      partitions: await partitions.staged.bytes(),
      otadata: otadata && (await otadata.staged.bytes()),
    },
    nativeHashes,
  )
  if ('sentence' in layout) throw new Refusal(layout.code, layout.sentence)
  return {
    bootloader: placed(bootloader, layout.bootloader),
    partitions: placed(partitions, layout.partitions),
    otadata: otadata && layout.otadata !== null ? placed(otadata, layout.otadata) : null,
    appAddress: layout.app,
  }
}

function placed({ staged: { sha256, size }, fileName }: UploadedFile, address: number): FactoryPart {
  return { sha256, size, fileName: lastPart(fileName), address }
}
