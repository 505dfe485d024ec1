import { wholePercent } from '../ui/progressWords.ts'
import type { Upload } from './uploadState.ts'

/** All uploads in a few words, what moves first. */
export function pillWords(items: readonly Upload[]): string {
  for (const { file, state } of items) {
    if (state.step === 'sending') {
      return `Sending ${file.name}, ${wholePercent({ done: state.sent, total: state.total })} %`
    }
  }
  const failed = items.filter(({ state }) => state.step === 'failed').length
  if (failed > 0) return failed === 1 ? 'An upload failed' : `${failed} uploads failed`
  const over = ['done', 'refused', 'part']
  const open = items.filter(({ state }) => !over.includes(state.step)).length
  if (open > 0) return open === 1 ? '1 file is not saved yet' : `${open} files are not saved yet`
  return items.some(({ state }) => state.step === 'done') ? 'Upload finished' : 'Upload refused'
}
