import { useSyncExternalStore } from 'react'

/** Milliseconds between ticks; the seconds that are shown are at most this old. */
const tick = 5000

let now = Date.now()
const listeners = new Set<() => void>()
let timer: ReturnType<typeof setInterval> | undefined

function subscribe(listener: () => void) {
  listeners.add(listener)
  timer ??= setInterval(() => {
    now = Date.now()
    for (const notify of listeners) notify()
  }, tick)
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0) return
    clearInterval(timer)
    timer = undefined
  }
}

// Right after a quiet spell the last tick may be old; a moment newer than it would look like the future.
function read() {
  const current = Date.now()
  if (current - now > tick) now = current
  return now
}

/** The time in milliseconds since 1970, advancing every five seconds; one timer serves the whole page. */
export function useNow(): number {
  return useSyncExternalStore(subscribe, read)
}
