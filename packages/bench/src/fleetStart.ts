import { type Cyberdeck, startCyberdeck } from './cyberdeck.ts'
import { spread } from './median.ts'
import { everyBoard, pollRound } from './polling.ts'
import { type Probed, settled, stallWords } from './probed.ts'
import { processorSeconds, residentBytes } from './processes.ts'

const starts = 5
const rounds = 3
const callers = 100_000
const megabytes = (bytes: number) => (bytes / 1024 / 1024).toFixed(0)

/** Start and memory with very many devices, and a million of them that call. */
export async function benchFleetStart(): Promise<void> {
  console.log('\n5. Start and memory, SQLite')
  const none = await started(0)
  for (const devices of [100_000, 1_000_000]) await started(devices, none)
}

async function started(devices: number, none?: Probed): Promise<Probed> {
  const cyberdeck = await startCyberdeck({ devices, probed: true })
  try {
    const times: number[] = []
    const processor: number[] = []
    for (let start = 0; start < starts; start++) {
      const began = performance.now()
      await cyberdeck.restart()
      await (await fetch(`${cyberdeck.server.url}/ota?version=1.02`)).arrayBuffer()
      times.push((performance.now() - began) / 1000)
      processor.push(processorSeconds(cyberdeck.server.pid))
    }
    await settled(cyberdeck.server.pid)
    const resident = residentBytes(cyberdeck.server.pid)
    const used = await cyberdeck.probe()
    console.log(`   ${devices} devices`)
    console.log(
      `     until the first answer  ${spread(times)} s, ${spread(processor)} s of processor${devices === 100_000 ? '   (wanted: less than 3)' : ''}`,
    )
    console.log(
      `     memory                  ${megabytes(resident)} MiB resident after the start, ${megabytes(used.heapUsed + used.arrayBuffers)} MiB in use`,
    )
    if (none) {
      const inUse = used.heapUsed + used.arrayBuffers - none.heapUsed - none.arrayBuffers
      const each = (inUse / devices).toFixed(0)
      const residentEach = ((used.rss - none.rss) / devices).toFixed(0)
      console.log(`     a device                ${each} bytes in use, ${residentEach} bytes resident`)
      await polled(cyberdeck, devices)
    }
    return used
  } finally {
    await cyberdeck.stop()
  }
}

/** Boards from all over the fleet, which have called once before. */
async function polled(cyberdeck: Cyberdeck, devices: number): Promise<void> {
  const { server, sketchMd5 } = cyberdeck
  const options = { macs: callers, stride: devices / callers, duration: 10_000, sketchMd5 }
  await everyBoard(cyberdeck, callers, options.stride)
  await settled(server.pid)
  await cyberdeck.probe()
  const results: Awaited<ReturnType<typeof pollRound>>[] = []
  for (let round = 0; round < rounds; round++) {
    const first = results.reduce((sum, { answered }) => sum + answered, 0)
    results.push(await pollRound(server, { ...options, first }))
  }
  const stalls = stallWords(await cyberdeck.probe())
  const of = (figure: 'perSecond' | 'microseconds' | 'p99') => results.map((one) => one[figure])
  console.log(
    `     polls                   ${spread(of('perSecond'), 0)} polls/s, ${spread(of('microseconds'), 0)} µs of processor each, p99 ${spread(of('p99'), 0)} ms, ${stalls}`,
  )
}
