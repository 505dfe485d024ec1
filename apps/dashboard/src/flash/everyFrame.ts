/**
 * Passes a call on at once, and as many as come within the same frame as one at its end, so that a board that talks a lot
 * does not make a page do nothing but draw.
 */
export function everyFrame(
  listener: () => void,
  frame: Pick<typeof window, 'requestAnimationFrame' | 'cancelAnimationFrame'> = window,
): { call: () => void; stop: () => void } {
  let waiting: number | null = null
  let again = false
  const next = () => {
    waiting = null
    if (!again) return
    again = false
    call()
  }
  const call = () => {
    if (waiting !== null) {
      again = true
      return
    }
    waiting = frame.requestAnimationFrame(next)
    listener()
  }
  return {
    call,
    stop() {
      if (waiting !== null) frame.cancelAnimationFrame(waiting)
      waiting = null
      again = false
    },
  }
}
