import { afterChoosing, afterReading, tooLarge, unreadable } from './afterReading.ts'
import type { Candidate } from './candidate.ts'
import type { FirmwareReader } from './firmwareReader.ts'
import { shipmentOf } from './shipment.ts'
import { createTransferRate } from './transferRate.ts'
import type { Transport } from './transport.ts'
import type { Draft, Upload, UploadState } from './uploadState.ts'

interface UploadDeps {
  reader: Pick<FirmwareReader, 'read'>
  send: Transport
  /** Milliseconds, from any start. */
  now: () => number
  /** What to fill into the form of a file that was read. */
  suggest: (fileName: string, candidate: Candidate) => Draft
  /** Largest file that the server takes, bytes. */
  limit: () => number
  /** The server keeps something new, or may do so. */
  onKept: () => void
  /** Told of every upload that failed. */
  onProblem: (error: unknown) => void
}

export interface Uploads {
  items: readonly Upload[]
  /** Whether the panel is open. */
  shown: boolean
}

/** Until the file has been read. */
const emptyDraft: Draft = { version: '', product: 'default', board: '', notes: '', channel: 'stable' }

/**
 * Files on their way to the server, one sent at a time, each in a state of its own (see {@link UploadState}). It lives
 * outside the components, so that leaving a page neither stops an upload nor loses what was typed.
 */
export function createUploads({ reader, send, now, suggest, limit, onKept, onProblem }: UploadDeps) {
  const listeners = new Set<() => void>()
  let active: { id: number; abort: AbortController } | undefined
  let current: Uploads = { items: [], shown: false }
  let count = 0

  function set(next: Partial<Uploads>) {
    current = { ...current, ...next }
    for (const notify of listeners) notify()
  }

  function find(id: number): Upload | undefined {
    return current.items.find((item) => item.id === id)
  }

  function change(id: number, changes: Partial<Pick<Upload, 'state' | 'draft'>>) {
    set({ items: current.items.map((item) => (item.id === id ? { ...item, ...changes } : item)) })
  }

  function become(id: number, state: UploadState) {
    change(id, { state })
  }

  async function read({ id, file }: Upload) {
    if (file.size > limit()) return become(id, tooLarge(limit()))
    const reading = await reader.read(file).catch(() => null)
    arrive(id, reading ? afterReading(file, reading) : unreadable)
  }

  function arrive(id: number, state: UploadState) {
    const upload = find(id)
    if (!upload) return
    if (state.step === 'ready') change(id, { state, draft: suggest(upload.file.name, state.candidate) })
    else become(id, state)
  }

  function sendNext() {
    const next = current.items.find(({ state }) => state.step === 'waiting')
    if (next && !active) void deliver(next)
  }

  async function deliver({ id, file, draft, state }: Upload) {
    if (state.step !== 'waiting') return
    const { candidate, publish } = state
    const rate = createTransferRate()
    const { signal } = startActive(id)
    const onProgress = (sent: number, total: number) => {
      if (signal.aborted) return
      become(id, { step: 'sending', candidate, publish, sent, total, ...rate(now(), sent, total) })
    }
    onProgress(0, file.size)
    try {
      const result = await send(shipmentOf(file, candidate, draft, publish), { signal, onProgress })
      become(id, { step: 'done', result })
      onKept()
    } catch (error) {
      if (!signal.aborted) {
        become(id, { step: 'failed', candidate, publish, problem: error })
        onProblem(error)
      }
    }
    active = undefined
    sendNext()
  }

  function startActive(id: number): AbortController {
    const abort = new AbortController()
    active = { id, abort }
    return abort
  }

  function abortIfActive(id: number) {
    if (active?.id === id) active.abort.abort()
  }

  return {
    get: () => current,
    subscribe(listener: () => void) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    show: () => set({ shown: true }),
    /** Closes the panel, and forgets what needs nobody any more. */
    hide() {
      const items = current.items.filter(({ state }) => state.step !== 'done' && state.step !== 'refused')
      set({ shown: false, items })
    },
    add(files: Iterable<File>) {
      const added = Array.from(
        files,
        (file): Upload => ({ id: ++count, file, draft: emptyDraft, state: { step: 'reading' } }),
      )
      if (added.length === 0) return
      set({ items: [...current.items, ...added], shown: true })
      for (const upload of added) void read(upload)
    },
    edit(id: number, changes: Partial<Draft>) {
      const upload = find(id)
      if (upload) change(id, { draft: { ...upload.draft, ...changes } })
    },
    takeApp(id: number) {
      const state = find(id)?.state
      if (state?.step === 'merged') arrive(id, afterChoosing(state.app))
    },
    override(id: number) {
      const state = find(id)?.state
      if (state?.step !== 'needs-override') return
      arrive(id, afterChoosing({ ...state.candidate, allow: state.override }))
    },
    /** Sends what is ready, or again what failed or was cancelled, as soon as it is its turn. */
    submit(id: number, publish: string) {
      const state = find(id)?.state
      if (state?.step !== 'ready' && state?.step !== 'failed' && state?.step !== 'cancelled') return
      become(id, { step: 'waiting', candidate: state.candidate, publish })
      sendNext()
    },
    cancel(id: number) {
      const state = find(id)?.state
      if (state?.step === 'waiting') become(id, { step: 'ready', candidate: state.candidate })
      if (state?.step !== 'sending') return
      const { candidate, publish, sent, total } = state
      const whole = sent >= total
      abortIfActive(id)
      become(id, { step: 'cancelled', candidate, publish, whole })
      if (whole) onKept()
    },
    /** Back to the form, with everything that was typed. */
    revise(id: number) {
      const state = find(id)?.state
      if (state?.step === 'failed' || state?.step === 'cancelled')
        become(id, { step: 'ready', candidate: state.candidate })
    },
    remove(id: number) {
      abortIfActive(id)
      const items = current.items.filter((item) => item.id !== id)
      set({ items, shown: current.shown && items.length > 0 })
    },
  }
}
