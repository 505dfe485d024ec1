import { createMemoryBuildStore } from './memoryStore.ts'
import { buildStoreContract } from './storeContract.ts'

buildStoreContract('memory', async (now) => ({
  store: createMemoryBuildStore({ now }),
  leftovers: async () => [],
}))
