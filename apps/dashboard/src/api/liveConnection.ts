import { useSyncExternalStore } from 'react'
import { type Connection, createLive } from './live.ts'
import { invalidate } from './queryClient.ts'

const live = createLive({
  open: () => new EventSource('/api/v1/events'),
  reread: (names) => void invalidate(...names),
  pollEvery: 10_000,
  grace: 4000,
})

/** Keeps what is on screen current for as long as a component uses it, and says whether the stream is up. */
export function useLive(): Connection {
  return useSyncExternalStore(live.subscribe, live.get)
}
