import { readFile, stat } from 'node:fs/promises'
import type { Registry } from '@cyberdeck-ota/schema'
import { dataFolderAt } from '../dataFolder.ts'
import { type Files, nodeFiles } from '../files/files.ts'
import { partialOf, writeDurably } from '../files/writeDurably.ts'
import { createQueue } from '../queue.ts'
import { parseRegistry, registryText } from './registryFile.ts'
import { type RegistryStore, RevisionTaken } from './store.ts'

/**
 * Keeps the registry as `meta.json` in the data folder `dir`, of which this process has the lock. A file that cannot be
 * understood is never overwritten, nor is one that a person edited since it was last read.
 */
export async function openFileRegistryStore(
  dir: string,
  { files = nodeFiles }: { files?: Files } = {},
): Promise<RegistryStore> {
  const { meta } = dataFolderAt(dir)
  const inTurn = createQueue()
  /** The file whose revision is known, told from an edited one by its stamp. */
  let known = { stamp: absent, revision: -1 }

  const load = async () => {
    // Taken before the file is read: an edit in between shows as a change at the next save.
    const stamp = await stampOf(meta)
    const registry = stamp === absent ? null : parseRegistry(await readFile(meta, 'utf8'), meta)
    known = { stamp, revision: registry?.revision ?? -1 }
    return registry
  }

  const save = async (next: Registry) => {
    if ((await stampOf(meta)) !== known.stamp || next.revision !== known.revision + 1) {
      throw new RevisionTaken(`${meta} is not at revision ${next.revision - 1} any more.`)
    }
    await writeDurably(files, meta, registryText(next))
    known = { stamp: await stampOf(meta), revision: next.revision }
  }

  await files.remove(partialOf(meta))
  return {
    load: () => inTurn(load),
    // Nobody else saves while this process has the lock of the folder.
    revision: () => inTurn(async () => (known.revision === -1 ? null : known.revision)),
    save: (next) => inTurn(() => save(next)),
  }
}

const absent = 'absent'

/** Changes whenever the file is replaced or edited. */
async function stampOf(path: string): Promise<string> {
  try {
    const { ino, size, mtimeNs } = await stat(path, { bigint: true })
    return `${ino} ${size} ${mtimeNs}`
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return absent
    throw error
  }
}
