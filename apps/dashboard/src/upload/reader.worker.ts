import { containsText } from '@cyberdeck-ota/esp-image'
import { readFirmware } from './firmwareReading.ts'
import type { ReaderQuestion, ReaderReply } from './readerMessages.ts'

/** Hashing megabytes takes longer than a frame, so it happens beside the page. */
self.onmessage = async ({ data }: MessageEvent<ReaderQuestion>) => {
  self.postMessage(await reply(data))
}

async function reply(question: ReaderQuestion): Promise<ReaderReply> {
  try {
    return { id: question.id, answer: await answerTo(question) }
  } catch (error) {
    return { id: question.id, error: error instanceof Error ? error.message : String(error) }
  }
}

async function answerTo(question: ReaderQuestion): Promise<unknown> {
  if (question.ask === 'read') return readFirmware(question.file)
  return containsText(new Uint8Array(await question.file.arrayBuffer()), question.text)
}
