import { registryNow } from '../api/commands.ts'
import { visitorSystem } from './board/visitorSystem.ts'
import { fetchBuildFile } from './choice/fetchBuildFile.ts'
import { filesFor } from './choice/filesFor.ts'
import { keepFiles } from './choice/keepFiles.ts'
import { createDesk } from './createDesk.ts'
import { serialPorts } from './serialPorts.ts'

const fetchFile = keepFiles(fetchBuildFile)

/** The desk of this browser tab. */
export const desk = createDesk({
  ports: serialPorts,
  system: visitorSystem(),
  now: Date.now,
  readFiles: async (firmware, board, onProgress, signal) =>
    filesFor(firmware, board, await registryNow(), fetchFile, { onProgress, signal }),
})
