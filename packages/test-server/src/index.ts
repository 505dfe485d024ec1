export { type Ended, type Instance, type StartOptions, startServer } from './startServer.ts'
export { temporaryFolder } from './temporaryFolder.ts'
