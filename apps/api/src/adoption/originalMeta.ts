import type { DataFolder } from '../dataFolder.ts'
import type { Files } from '../files/files.ts'
import { readIfThere } from '../files/readIfThere.ts'
import { writeDurably } from '../files/writeDurably.ts'

/** `meta.json.before-adoption`, then `…-2`, `…-3`, where other originals are kept already. */
async function* places({ meta }: DataFolder) {
  for (let number = 1; ; number++) {
    const path = `${meta}.before-adoption${number === 1 ? '' : `-${number}`}`
    yield { path, content: await readIfThere(path) }
  }
}

/** Keeps an older server's `meta.json` beside the new one; what is kept there already is never overwritten. */
export async function keepOriginal(folder: DataFolder, content: Buffer, files: Files): Promise<void> {
  for await (const place of places(folder)) {
    if (place.content === null) return writeDurably(files, place.path, content)
    if (place.content.equals(content)) return
  }
}

/** The latest original kept, or null. */
export async function readOriginal(folder: DataFolder): Promise<Buffer | null> {
  let latest: Buffer | null = null
  for await (const { content } of places(folder)) {
    if (content === null) return latest
    latest = content
  }
  return latest
}
