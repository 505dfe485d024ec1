import type { FirmwareReading } from './firmwareReading.ts'
import type { ReaderQuestion, ReaderReply } from './readerMessages.ts'

/** Looks into files without holding up the page. Both reject when the browser cannot read the file. */
export interface FirmwareReader {
  read(file: Blob): Promise<FirmwareReading>
  /** Whether the text stands somewhere in the file's bytes. */
  contains(file: Blob, text: string): Promise<boolean>
}

type Asked = { ask: ReaderQuestion['ask']; file: Blob; text?: string }
interface Waiting {
  resolve: (answer: unknown) => void
  reject: (error: Error) => void
}

/** A reader that works in a worker, which `start` makes at the first question and again after it broke. */
export function createFirmwareReader(start: () => Worker): FirmwareReader {
  const waiting = new Map<number, Waiting>()
  let worker: Worker | undefined
  let asked = 0

  function take({ data }: MessageEvent<ReaderReply>) {
    const question = waiting.get(data.id)
    waiting.delete(data.id)
    if ('error' in data) question?.reject(new Error(data.error))
    else question?.resolve(data.answer)
  }

  function giveUp() {
    worker?.terminate()
    worker = undefined
    for (const { reject } of waiting.values()) reject(new Error('The reader stopped'))
    waiting.clear()
  }

  function ask<Answer>(question: Asked): Promise<Answer> {
    if (!worker) {
      worker = start()
      worker.onmessage = take
      worker.onerror = giveUp
    }
    const id = ++asked
    worker.postMessage({ ...question, id })
    return new Promise<Answer>((resolve, reject) => {
      waiting.set(id, { resolve: resolve as Waiting['resolve'], reject })
    })
  }

  return {
    read: (file) => ask({ ask: 'read', file }),
    contains: (file, text) => ask({ ask: 'contains', file, text }),
  }
}
