import { randomBytes } from 'node:crypto'
import { Refusal } from '@cyberdeck-ota/core'
import type { Build, FlashJob, LiveEvent, NewFlashJob, SerialPortList } from '@cyberdeck-ota/schema'
import type { FastifyBaseLogger } from 'fastify'
import type { BuildStore } from '../builds/store.ts'
import { isoTime } from '../isoTime.ts'
import type { RegistryDoor } from '../registry/registry.ts'
import { requireBuild } from '../registry/requireBuild.ts'
import type { BindingPortInfo } from './binding.ts'
import type { Cables } from './cables.ts'
import { readFileSets } from './fileSets.ts'
import { type FlashBoard, FlashStopped } from './flashBoard.ts'
import { NoSerialPorts } from './loadBinding.ts'

/** Boards plugged into the server, and what is written to them. One job at a time has a port. */
export interface FlashJobs {
  ports(): Promise<SerialPortList>
  /** Newest first. */
  list(): FlashJob[]
  find(id: string): FlashJob | null
  /**
   * Begins to write a build to a board. Throws a `Refusal`: `no-serial-ports`, `unknown-port`, `port-busy`,
   * `unknown-product`, `unknown-release`, `not-found`.
   */
  start(request: NewFlashJob, by: string): Promise<FlashJob>
  /** Stops a job, whatever is half written; does nothing to one that is over. Resolves when the port is free. */
  cancel(id: string): Promise<void>
  /** Cancels everything. */
  stop(): Promise<void>
}

export interface FlashJobsDeps {
  cables: Cables
  flashBoard: FlashBoard
  registry: Pick<RegistryDoor, 'current'>
  builds: Pick<BuildStore, 'read'>
  hint: (event: LiveEvent) => void
  log: FastifyBaseLogger
  /** ms since 1970 */
  now: () => number
}

/** Jobs that are over and still told of. */
const remembered = 50

interface Running {
  abort: AbortController
  over: Promise<void>
}

export function createFlashJobs(deps: FlashJobsDeps): FlashJobs {
  const { cables, registry, hint, log, now } = deps
  const jobs = new Map<string, FlashJob>()
  const running = new Map<string, Running>()
  /** Ports of jobs that run, and of those about to. */
  const taken = new Map<string, string>()

  const change = (id: string, changes: Partial<FlashJob>) => {
    const job = jobs.get(id)
    if (!job) return
    jobs.set(id, { ...job, ...changes })
    hint('flash-jobs')
  }

  const forgetOldest = () => {
    const over = [...jobs.values()].filter(({ state }) => state !== 'running')
    for (const { id } of over.slice(0, Math.max(0, over.length - remembered))) jobs.delete(id)
  }

  const write = async (job: FlashJob, info: BindingPortInfo, build: Build, signal: AbortSignal) => {
    const { id, port, eraseAll, product, version, board } = job
    const about = { job: id, port, product, version, board }
    const end = (state: FlashJob['state'], failure: FlashJob['failure']) => {
      change(id, { state, failure, holdBoot: false, endedAt: isoTime(now()) })
      log.info({ ...about, code: failure?.code }, `flash job ${state}`)
    }
    try {
      const sets = await readFileSets(build, deps.builds)
      const ports = cables.follow(info)
      await deps.flashBoard({ ports, sets, eraseAll }, (changes) => change(id, changes), signal)
      end('done', null)
    } catch (error) {
      if (signal.aborted) end('cancelled', null)
      else if (error instanceof FlashStopped) {
        const { code, message: sentence, remedies, details } = error
        end('failed', { code, sentence, remedies: [...remedies], details })
      } else {
        log.error({ ...about, err: error }, 'a flash job failed')
        end('failed', unexpected)
      }
    }
  }

  const listPorts = async (): Promise<BindingPortInfo[]> => {
    try {
      return await cables.list()
    } catch (error) {
      throw new Refusal('no-serial-ports', whyNoPorts(error))
    }
  }

  return {
    async ports() {
      try {
        const found = await cables.list()
        return { items: found.map((info) => describe(info, taken.get(info.path))), unavailable: null }
      } catch (error) {
        return { items: [], unavailable: whyNoPorts(error) }
      }
    },
    list: () => [...jobs.values()].reverse(),
    find: (id) => jobs.get(id) ?? null,
    async start(request, by) {
      const { product, build } = requireBuild(registry.current, request)
      if (product.demo) {
        throw new Refusal(
          'not-found',
          `${request.product} is of the demo fleet, whose images no real board can run.`,
        )
      }
      // Only what the system lists: any other path may be a file or a disk.
      const info = (await listPorts()).find(({ path }) => path === request.port)
      if (!info) throw new Refusal('unknown-port', `There is no serial port ${shown(request.port)}.`)
      if (taken.has(info.path)) {
        throw new Refusal('port-busy', `Another flash job has ${info.path}: wait for it, or cancel it.`)
      }
      const id = randomBytes(8).toString('hex')
      const job: FlashJob = {
        ...newJob,
        ...request,
        id,
        startedAt: isoTime(now()),
        startedBy: by,
      }
      jobs.set(id, job)
      taken.set(info.path, id)
      const abort = new AbortController()
      const over = write(job, info, build, abort.signal).finally(() => {
        taken.delete(info.path)
        running.delete(id)
        forgetOldest()
        hint('flash-jobs')
      })
      running.set(id, { abort, over })
      hint('flash-jobs')
      return job
    },
    async cancel(id) {
      const job = running.get(id)
      job?.abort.abort()
      await job?.over
    },
    async stop() {
      const all = [...running.values()]
      for (const { abort } of all) abort.abort()
      await Promise.all(all.map(({ over }) => over))
    },
  }
}

const newJob = {
  endedAt: null,
  state: 'running',
  phase: 'connecting',
  holdBoot: false,
  progress: { fraction: 0, bytesPerSecond: null, secondsLeft: null },
  found: null,
  warnings: [],
  failure: null,
} satisfies Partial<FlashJob>

const unexpected = {
  code: 'unexpected',
  sentence: 'Something went wrong in the server; its log says what.',
  remedies: [],
  details: null,
}

function describe(info: BindingPortInfo, job: string | undefined): SerialPortList['items'][number] {
  return {
    path: info.path,
    manufacturer: info.manufacturer ?? null,
    serialNumber: info.serialNumber ?? null,
    vendorId: info.vendorId ?? null,
    productId: info.productId ?? null,
    job: job ?? null,
  }
}

function whyNoPorts(error: unknown): string {
  if (error instanceof NoSerialPorts) return error.message
  const { message, path } = error as NodeJS.ErrnoException
  // On Linux the ports are told by udev, which small containers lack.
  const why = path === 'udevadm' ? 'udevadm is missing, so install the package udev' : message
  return `The serial ports of the server cannot be listed: ${why}.`
}

/** A stranger's text inside a sentence. */
function shown(text: string): string {
  return JSON.stringify(text.length > 60 ? `${text.slice(0, 60)}…` : text)
}
