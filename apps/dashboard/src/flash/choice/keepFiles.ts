import type { FetchFile } from './fetchBuildFile.ts'

/** Of two releases or chips, app and all that goes before it. */
const most = 12

/** Fetches each file once, as long as no more than a dozen others came after it: a batch writes the same on every board. */
export function keepFiles(fetchFile: FetchFile): FetchFile {
  const kept = new Map<string, Uint8Array>()
  return async (file, options) => {
    const { sha256, size } = file
    const bytes = kept.get(sha256) ?? (await fetchFile(file, options))
    options.onProgress(size, size)
    kept.delete(sha256)
    kept.set(sha256, bytes)
    const [oldest] = kept.keys()
    if (kept.size > most && oldest !== undefined) kept.delete(oldest)
    return bytes
  }
}
