import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A fresh folder that `using`, or a call of `remove`, takes away again. */
export function temporaryFolder(): { path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'cyberdeck-'))
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) }
}
