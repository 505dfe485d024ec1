import { type Cyberdeck, startCyberdeck } from './cyberdeck.ts'
import { settled, stallWords } from './probed.ts'
import { processorSeconds } from './processes.ts'

const devices = 100_000

/** What people do with the whole fleet at once, and for how long devices wait for an answer meanwhile. */
export async function benchFleetActions(): Promise<void> {
  console.log(`\n7. The whole fleet at once: ${devices} devices, SQLite, by the management API`)
  const cyberdeck = await startCyberdeck({ devices, probed: true })
  const all = { selection: { query: '' } }
  const act = (action: object) => async () => {
    const done = await cyberdeck.ask('POST', '/devices/actions', { ...all, action })
    return ((await done.json()) as { undo: string | null }).undo
  }
  const read = (path: string) => async () => void (await (await cyberdeck.ask('GET', path)).arrayBuffer())
  try {
    await measured(cyberdeck, 'a page of 50', read('/devices?limit=50'))
    await measured(cyberdeck, 'counts of the views', read('/devices/views'))
    await measured(cyberdeck, 'facets', read('/devices/facets'))
    await measured(cyberdeck, 'facets, again', read('/devices/facets'))
    await measured(cyberdeck, 'CSV', read('/devices.csv'))
    const undo = await measured(cyberdeck, 'tag all', act({ do: 'tag', tag: 'bench' }))
    await measured(cyberdeck, 'undo that', async () => {
      await cyberdeck.ask('POST', `/devices/actions/${undo}/undo`)
    })
    await measured(cyberdeck, 'preview of a pin', async () => {
      const body = { ...all, action: { do: 'pin', version: '1.02' } }
      await cyberdeck.ask('POST', '/devices/actions/preview', body)
    })
    await measured(cyberdeck, 'pin all', act({ do: 'pin', version: '1.02' }))
    await measured(cyberdeck, 'unpin all', act({ do: 'pin', version: null }))
    await measured(cyberdeck, 'hold all', act({ do: 'hold', hold: true }))
    await measured(cyberdeck, 'forget all', act({ do: 'forget' }))
  } finally {
    await cyberdeck.stop()
  }
}

/** Prints how long it took until it was answered, and the longest stall until the server had come to rest again. */
async function measured<T>(cyberdeck: Cyberdeck, name: string, run: () => Promise<T>): Promise<T> {
  const { pid } = cyberdeck.server
  await cyberdeck.probe()
  const [began, used] = [performance.now(), processorSeconds(pid)]
  const done = await run()
  const seconds = (performance.now() - began) / 1000
  await settled(pid)
  const busy = processorSeconds(pid) - used
  const figures = `${seconds.toFixed(2).padStart(6)} s   ${busy.toFixed(2).padStart(6)} s of processor`
  console.log(`   ${name.padEnd(22)} ${figures}   ${stallWords(await cyberdeck.probe())}`)
  return done
}
