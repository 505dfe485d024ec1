import type { FactoryPartName } from '@cyberdeck-ota/schema'
import { afterChoosing, afterReading, tooLarge, unreadable } from './afterReading.ts'
import type { Candidate } from './candidate.ts'
import { createDelivery, type DeliveryDeps } from './delivery.ts'
import type { FirmwareReader } from './firmwareReader.ts'
import { type PartFile, withoutPart } from './partFiles.ts'
import { joinPart, settleParts, takesParts } from './settleParts.ts'
import { createUploadList } from './uploadList.ts'
import type { Draft, Upload, UploadState } from './uploadState.ts'

interface UploadDeps extends DeliveryDeps {
  reader: Pick<FirmwareReader, 'read'>
  /** What to fill into the form of a file that was read. */
  suggest: (fileName: string, candidate: Candidate) => Draft
  /** Largest file that the server takes, bytes. */
  limit: () => number
}

/** What is known of files that are added. */
interface Adding {
  /** The upload that the parts among them are for. */
  app?: number
  /** Goes into the form in place of what would be suggested. */
  draft?: Partial<Draft>
}

/** Until the file has been read. */
const emptyDraft: Draft = { version: '', product: 'default', board: '', notes: '', channel: 'stable' }

/**
 * Files on their way to the server, one sent at a time, each in a state of its own (see {@link UploadState}). It lives
 * outside the components, so that leaving a page neither stops an upload nor loses what was typed.
 */
export function createUploads({ reader, suggest, limit, ...deps }: UploadDeps) {
  const list = createUploadList()
  const delivery = createDelivery(list, deps)
  const { find, become } = list
  let count = 0

  async function readAll(added: readonly Upload[], app: number | undefined) {
    const parts = new Map<number, PartFile>()
    await Promise.all(
      added.map(async (upload) => {
        const part = await read(upload)
        if (part) parts.set(upload.id, part)
      }),
    )
    if (parts.size === 0) return
    const ids = new Set(added.map(({ id }) => id))
    list.set({ items: settleParts(list.get().items, { ids, parts, app }) })
  }

  /** Moves on what can be uploaded or is refused. A part is handed back, to be settled once all that came with it is read. */
  async function read({ id, file }: Upload): Promise<PartFile | null> {
    if (file.size > limit()) {
      become(id, tooLarge(limit()))
      return null
    }
    const reading = await reader.read(file).catch(() => null)
    if (reading?.part) return { ...reading.part, file, sha256: reading.whole.sha256 }
    arrive(id, reading ? afterReading(file, reading) : unreadable)
    return null
  }

  function arrive(id: number, state: UploadState) {
    const upload = find(id)
    if (!upload) return
    if (state.step !== 'ready') return become(id, state)
    const draft = { ...suggest(upload.file.name, state.candidate), ...upload.known }
    list.change(id, { state, draft })
  }

  return {
    get: list.get,
    subscribe: list.subscribe,
    show: () => list.set({ shown: true }),
    /** Closes the panel, and forgets what needs nobody any more: a part does as long as there is an app for it. */
    hide() {
      const { items } = list.get()
      const over = items.some(takesParts) ? ['done', 'refused'] : ['done', 'refused', 'part']
      list.set({ shown: false, items: items.filter(({ state }) => !over.includes(state.step)) })
    },
    add(files: Iterable<File>, { app, draft: known = {} }: Adding = {}) {
      const added = Array.from(
        files,
        (file): Upload => ({
          id: ++count,
          file,
          known,
          draft: emptyDraft,
          parts: {},
          state: { step: 'reading' },
        }),
      )
      if (added.length === 0) return
      list.set({ items: [...list.get().items, ...added], shown: true })
      void readAll(added, app)
    },
    edit(id: number, changes: Partial<Draft>) {
      const upload = find(id)
      if (upload) list.change(id, { draft: { ...upload.draft, ...changes } })
    },
    /** Puts a part of the list beside the app it belongs to. */
    joinPart: (id: number, app: number) => list.set({ items: joinPart(list.get().items, id, app) }),
    removePart(id: number, name: FactoryPartName) {
      const upload = find(id)
      if (upload) list.change(id, { parts: withoutPart(upload.parts, name) })
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
      delivery.sendNext()
    },
    cancel(id: number) {
      const state = find(id)?.state
      if (state?.step === 'waiting') become(id, { step: 'ready', candidate: state.candidate })
      if (state?.step !== 'sending') return
      const { candidate, publish, sent, total } = state
      const whole = sent >= total
      delivery.abort(id)
      become(id, { step: 'cancelled', candidate, publish, whole })
      if (whole) deps.onKept()
    },
    /** Back to the form, with everything that was typed. */
    revise(id: number) {
      const state = find(id)?.state
      if (state?.step === 'failed' || state?.step === 'cancelled')
        become(id, { step: 'ready', candidate: state.candidate })
    },
    remove(id: number) {
      delivery.abort(id)
      const { items, shown } = list.get()
      const left = items.filter((item) => item.id !== id)
      list.set({ items: left, shown: shown && left.length > 0 })
    },
  }
}
