import { referencedBlobs } from '@cyberdeck-ota/core'
import { type Accepted, inspectImage } from '@cyberdeck-ota/esp-image'
import type { Build, Product } from '@cyberdeck-ota/schema'
import { type FleetBoard, makeFirmware, usualImage } from '@cyberdeck-ota/virtual-esp32'
import { describeBuild } from '../builds/describeBuild.ts'
import { nativeHashes } from '../builds/nativeHashes.ts'
import type { BuildStore } from '../builds/store.ts'
import type { RegistryDoor } from '../registry/registry.ts'

/** Who publishes for the demo, as the registry says it. */
export const demoAuthor = 'demo'

export const demoBoards = [
  { chip: 'ESP32', name: 'esp32-devkit' },
  { chip: 'ESP32-S3', name: 's3-sense' },
] as const satisfies readonly FleetBoard[]

/** What is published: devices are at the first when the second goes to `stable`. */
export const demoVersions = ['1.00', '1.01'] as const
/** What some devices run at first, which the server does not know. */
export const olderVersion = '0.99'

const notes: Record<(typeof demoVersions)[number], string> = {
  '1.00': 'The first release of the demo. No real board can run it.',
  '1.01': 'An update that most devices of the demo take well, and some do not.',
}

/** Bytes that were kept later than that after the demo was made are of an upload, ms. */
const keptWithin = 60_000

/** Makes the images of the demo, each once. */
export function createDemoFirmware(): (chip: string, version: string) => Buffer {
  const made = new Map<string, Buffer>()
  return (chip, version) => {
    const key = `${chip} ${version}`
    const image =
      made.get(key) ?? makeFirmware({ chip, version, project: 'cyberdeck-demo', size: usualImage })
    made.set(key, image)
    return image
  }
}

/** Keeps the builds of all releases. Throws `DiskFull`. `at` is the timestamp of their upload. */
export async function keepDemoBuilds(
  firmware: (chip: string, version: string) => Buffer,
  builds: BuildStore,
  at: string,
): Promise<{ version: string; board: string; notes: string; build: Build }[]> {
  const kept = []
  for (const version of demoVersions) {
    for (const { chip, name: board } of demoBoards) {
      const build = await keepBuild(firmware(chip, version), `demo-${board}-${version}.bin`, builds, at)
      kept.push({ version, board, notes: notes[version], build })
    }
  }
  return kept
}

async function keepBuild(bytes: Buffer, fileName: string, builds: BuildStore, at: string): Promise<Build> {
  const { image } = inspectImage(bytes, nativeHashes) as Accepted
  const staged = await builds.stage(inOnePiece(bytes), bytes.length)
  try {
    await builds.keep(staged)
    return describeBuild(staged, image, { bytes, fileName, at, by: demoAuthor, factory: null })
  } finally {
    await staged.discard()
  }
}

/**
 * Removes the bytes that the demo brought, once its product is gone. What a release of somebody else holds as well stays,
 * and what somebody else uploaded, or uploads in this moment, is left to the sweep.
 */
export async function deleteDemoBuilds(
  { releases, removed }: Product,
  { registry, builds }: { registry: Pick<RegistryDoor, 'current'>; builds: BuildStore },
): Promise<void> {
  const needed = referencedBlobs(registry.current)
  const all = [...Object.values(releases), ...Object.values(removed).map(({ release }) => release)]
  for (const build of all.flatMap((release) => Object.values(release.builds))) {
    if (build.uploadedBy !== demoAuthor || needed.has(build.sha256)) continue
    await builds.delete(build.sha256, Date.parse(build.uploadedAt) + keptWithin)
  }
}

async function* inOnePiece(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}
