import { join } from 'node:path'
import { temporaryFolder } from '@cyberdeck-ota/test-server'
import { runMeasure, servePostgres } from './programs.ts'

const devices = '100000'

/** Every order of the device list with every filter, with the plans behind it, on both databases. */
export async function benchFleetPages(): Promise<void> {
  console.log('\n8. The device list and the store below it')
  const folder = temporaryFolder()
  try {
    await runMeasure('measureStore', join(folder.path, 'cyberdeck.db'), devices)
  } finally {
    folder.remove()
  }
  const postgres = await servePostgres()
  if (!postgres) return
  try {
    await runMeasure('measureStore', postgres.url, devices)
  } finally {
    await postgres.stop()
  }
}
