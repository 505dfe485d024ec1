import { cpus } from 'node:os'
import { benchDownloads, benchSlowDownloads } from './downloads.ts'
import { benchFleetActions } from './fleetActions.ts'
import { benchFleetPages } from './fleetPages.ts'
import { benchFleetPolls } from './fleetPolls.ts'
import { benchFleetStart } from './fleetStart.ts'
import { benchFleetWrites } from './fleetWrites.ts'
import { benchPolls } from './polls.ts'

const [cpu] = cpus()
console.log(`Node ${process.versions.node}, ${cpus().length} × ${cpu?.model ?? 'unknown processor'}`)
console.log('Median (least–greatest) of alternating rounds; quote the ratios, not the absolute figures.')

const benches = {
  polls: benchPolls,
  downloads: benchDownloads,
  slow: benchSlowDownloads,
  fleet: benchFleetPolls,
  start: benchFleetStart,
  writes: benchFleetWrites,
  actions: benchFleetActions,
  pages: benchFleetPages,
}
const wanted = process.argv.slice(2)
for (const [name, bench] of Object.entries(benches)) {
  if (wanted.length === 0 || wanted.includes(name)) await bench()
}
