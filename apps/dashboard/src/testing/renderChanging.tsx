import { type ReactNode, useSyncExternalStore } from 'react'
import { flushSync } from 'react-dom'
import { render } from './render.tsx'

interface ChangingProps<T> {
  subscribe: (listener: () => void) => () => void
  get: () => T
  show: (value: T) => ReactNode
}

function Changing<T>({ subscribe, get, show }: ChangingProps<T>) {
  return show(useSyncExternalStore(subscribe, get))
}

/** Shows something that has one state after another. Gives what changes it. */
export function renderChanging<T>(first: T, show: (value: T) => ReactNode): (next: T) => void {
  const listeners = new Set<() => void>()
  let value = first
  const subscribe = (listener: () => void) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  }
  render(<Changing subscribe={subscribe} get={() => value} show={show} />)
  return (next) =>
    flushSync(() => {
      value = next
      for (const listener of listeners) listener()
    })
}
