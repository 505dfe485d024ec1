import { createServer } from 'node:net'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

/**
 * Loaded into a server before its own code (`node --import`), so that one can ask it from outside: whoever connects to
 * the socket PROBE is told what it uses and how long its event loop stood still since the last time, as JSON.
 */
const delays = monitorEventLoopDelay({ resolution: 1 })
delays.enable()
setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void

const tick = 5
let used = processorTime()
let longestWork = 0

/** On a machine that others use too, a stall may be theirs: this is what the process itself worked meanwhile, at most. */
setInterval(() => {
  const now = processorTime()
  longestWork = Math.max(longestWork, now - used)
  used = now
}, tick).unref()

/** ms since the start of the process, of all its threads. */
function processorTime(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1_000
}

const server = createServer((socket) => {
  const stalls = { longestStall: delays.max / 1e6, longestWork }
  collect()
  const { rss, heapUsed, arrayBuffers } = process.memoryUsage()
  socket.end(JSON.stringify({ ...stalls, rss, heapUsed, arrayBuffers }))
  // What the answer itself took is nobody's stall.
  setTimeout(() => {
    delays.reset()
    longestWork = 0
  }, 2 * tick)
})
server.listen(process.env.PROBE).unref()
