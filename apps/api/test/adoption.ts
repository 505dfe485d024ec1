import { createHash } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { makeImage } from '@cyberdeck-ota/esp-image'
import { adoptFolder } from '../src/adoption/adopt.ts'
import { openFolderBuildStore } from '../src/builds/folderStore.ts'
import { type Files, nodeFiles } from '../src/files/files.ts'
import { openFileRegistryStore } from '../src/registry/fileStore.ts'
import { openRegistry } from '../src/registry/registry.ts'
import { temporaryFolder } from './temporaryFolder.ts'

const now = () => Date.UTC(2026, 1, 21, 9)
export const image = (version: string, chipId = 0) => makeImage({ version, chipId, size: 2048 })
export const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

type Content = Uint8Array | string | object

/** A data folder with these files; objects become JSON. */
export async function folderWith(files: Record<string, Content>): Promise<string> {
  const dir = await temporaryFolder()
  for (const [name, content] of Object.entries(files)) await put(dir, name, content)
  return dir
}

export async function put(dir: string, name: string, content: Content): Promise<void> {
  const path = join(dir, name)
  await mkdir(dirname(path), { recursive: true })
  const isRaw = typeof content === 'string' || content instanceof Uint8Array
  await writeFile(path, isRaw ? content : JSON.stringify(content))
}

/** A start of the server on the folder, as far as it concerns adoption. */
export async function start(dir: string, files: Files = nodeFiles) {
  const builds = await openFolderBuildStore(dir, { now, files })
  const report = await adoptFolder(dir, { builds, limit: 100_000, now, files })
  const registry = await openRegistry(await openFileRegistryStore(dir, { files }), { now })
  const product = registry.current.products.default
  return {
    builds,
    report,
    registry,
    versions: Object.keys(product?.releases ?? {}).sort(),
    releases: product?.releases ?? {},
    stable: product?.channels.stable?.version,
  }
}

export const seed = {
  latest: '1.02',
  versions: {
    '1.00': {
      sha256: sha256(image('1.00')),
      size: 2048,
      uploaded: '2025-02-20 08:30 UTC',
      notes: 'first',
      file: 'firmware_1.00.bin',
    },
    '1.02': {
      sha256: sha256(image('1.02')),
      size: 2048,
      uploaded: '2025-02-21 09:00 UTC',
      notes: 'faster',
      file: 'firmware_1.02.bin',
    },
    '1.03': {
      sha256: sha256(image('1.03')),
      size: 2048,
      uploaded: '2025-02-22 09:00 UTC',
      notes: '',
      file: 'firmware_1.03.bin',
    },
  },
}
export const seedFolder = () =>
  folderWith({
    'meta.json': JSON.stringify(seed),
    'firmware_1.00.bin': image('1.00'),
    'firmware_1.02.bin': image('1.02'),
    'firmware_1.03.bin': image('1.03'),
  })
