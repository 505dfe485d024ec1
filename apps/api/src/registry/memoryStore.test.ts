import { createMemoryRegistryStore } from './memoryStore.ts'
import { registryStoreContract } from './storeContract.ts'

registryStoreContract('memory', async () => createMemoryRegistryStore())
