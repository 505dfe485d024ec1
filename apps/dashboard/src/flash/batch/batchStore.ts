import { desk } from '../deskStore.ts'
import { readHeard } from '../joined/readHeard.ts'
import { serialPorts } from '../serialPorts.ts'
import { createBatch } from './batch.ts'
import { createBatchMemory } from './batchMemory.ts'
import { createTones } from './tones.ts'

/** The batch of this browser tab. */
export const batch = createBatch({
  desk,
  ports: serialPorts,
  readHeard,
  memory: createBatchMemory(() => localStorage),
  tones: createTones(),
  now: Date.now,
})
