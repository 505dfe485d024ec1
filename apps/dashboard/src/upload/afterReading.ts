import { appInside, type Candidate, overrideNeeded, wholeFile } from './candidate.ts'
import type { FirmwareReading } from './firmwareReading.ts'
import type { UploadState } from './uploadState.ts'

/** What is to be done with a file, now that it is known what it is. */
export function afterReading(file: Blob, reading: FirmwareReading): UploadState {
  const { inspection } = reading
  if (inspection.verdict === 'accepted' || inspection.verdict === 'needs-override') {
    return afterChoosing(wholeFile(file, inspection, reading))
  }
  const app = inspection.verdict === 'merged' ? appInside(file, inspection, reading) : null
  return app ? { step: 'merged', app } : { step: 'refused', sentence: inspection.sentence }
}

/** What is to be done with an image that could be uploaded. */
export function afterChoosing(candidate: Candidate): UploadState {
  const override = overrideNeeded(candidate)
  return override ? { step: 'needs-override', override, candidate } : { step: 'ready', candidate }
}

/** The browser found no bytes behind the name: a folder, or a file that is gone. */
export const unreadable: UploadState = {
  step: 'refused',
  sentence: 'The browser cannot read this file; if it is a folder, drop the .bin that is in it.',
}

/** @param limit largest file that the server takes, bytes */
export function tooLarge(limit: number): UploadState {
  return {
    step: 'refused',
    sentence: `The file is larger than the ${limit / 2 ** 20} MiB that this server takes.`,
  }
}
