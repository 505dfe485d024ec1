import { shipmentOf, shipmentSize } from './shipment.ts'
import { createTransferRate } from './transferRate.ts'
import type { Transport } from './transport.ts'
import type { UploadList } from './uploadList.ts'
import type { Upload } from './uploadState.ts'

export interface DeliveryDeps {
  send: Transport
  /** Milliseconds, from any start. */
  now: () => number
  /** The server keeps something new, or may do so. */
  onKept: () => void
  /** Told of every upload that failed. */
  onProblem: (error: unknown) => void
}

/** Sends what waits on the list, one at a time and in its order. */
export function createDelivery(list: UploadList, { send, now, onKept, onProblem }: DeliveryDeps) {
  let active: { id: number; abort: AbortController } | undefined

  function sendNext() {
    const next = list.get().items.find(({ state }) => state.step === 'waiting')
    if (next && !active) void deliver(next)
  }

  async function deliver(upload: Upload) {
    const { id, state } = upload
    if (state.step !== 'waiting') return
    const { candidate, publish } = state
    const rate = createTransferRate()
    const { signal } = startActive(id)
    const onProgress = (sent: number, total: number) => {
      if (signal.aborted) return
      list.become(id, { step: 'sending', candidate, publish, sent, total, ...rate(now(), sent, total) })
    }
    const shipment = shipmentOf(upload, candidate, publish)
    onProgress(0, shipmentSize(shipment))
    try {
      const result = await send(shipment, { signal, onProgress })
      list.become(id, { step: 'done', result })
      onKept()
    } catch (error) {
      if (!signal.aborted) {
        list.become(id, { step: 'failed', candidate, publish, problem: error })
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

  return {
    sendNext,
    /** Breaks off what is being sent, if it is this one. */
    abort(id: number) {
      if (active?.id === id) active.abort.abort()
    },
  }
}
