import { useEffect, useState } from 'react'
import { copyText } from './copyText.ts'

export type CopyState = 'idle' | 'copied' | 'failed'

/** Copies on call and tells for two seconds how it went. */
export function useCopy(): { state: CopyState; copy: (text: string) => void } {
  const [state, setState] = useState<CopyState>('idle')
  useEffect(() => {
    if (state === 'idle') return
    const timer = setTimeout(() => setState('idle'), 2000)
    return () => clearTimeout(timer)
  }, [state])
  return {
    state,
    copy: (text) => void copyText(text).then((done) => setState(done ? 'copied' : 'failed')),
  }
}
