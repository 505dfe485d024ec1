import type { UploadResult } from '@cyberdeck-ota/schema'
import type { Candidate } from './candidate.ts'
import type { PartFile, PartFiles } from './partFiles.ts'

/** What the uploader fills in; kept while an upload is sent, so that it can be sent again or mended. */
export interface Draft {
  version: string
  product: string
  /** Empty: let the rules find it. */
  board: string
  notes: string
  /** Where "Save and publish" publishes. */
  channel: string
}

/** A candidate on its way. `publish` is a channel, or `none` to keep it only. */
interface Submitted {
  candidate: Candidate
  publish: string
}

/** Where one file stands. Sizes are bytes. */
export type UploadState =
  | { step: 'reading' }
  /** Not something devices may be sent; nothing can be done about this file. */
  | { step: 'refused'; sentence: string }
  /** What a cable writes beside an app, and nothing yet tells which. */
  | { step: 'part'; part: PartFile }
  | { step: 'merged'; app: Candidate }
  | { step: 'needs-override'; override: 'no-descriptor' | 'encrypted'; candidate: Candidate }
  | { step: 'ready'; candidate: Candidate }
  /** Behind another upload. */
  | ({ step: 'waiting' } & Submitted)
  /** `bytesPerSecond` and `secondsLeft` are null until there is something to go by. Counts include the form's overhead. */
  | ({
      step: 'sending'
      sent: number
      total: number
      bytesPerSecond: number | null
      secondsLeft: number | null
    } & Submitted)
  | { step: 'done'; result: UploadResult }
  /** `problem` is what was thrown; its message is the sentence. */
  | ({ step: 'failed'; problem: unknown } & Submitted)
  /** `whole`: every byte had been sent, so the server may have kept it. */
  | ({ step: 'cancelled'; whole: boolean } & Submitted)

export interface Upload {
  id: number
  file: File
  /** What goes into the form whatever the file says. */
  known: Partial<Draft>
  draft: Draft
  /** Sent beside the file; kept like the draft. */
  parts: PartFiles
  state: UploadState
}
