/**
 * Runs at the first call at once, and from then on at most every `apart` milliseconds. Calls in between become one, which
 * is never lost.
 */
export function paced(run: () => void, apart: number): () => void {
  let resting = false
  let wanted = false
  const tick = () => {
    resting = wanted
    if (!wanted) return
    wanted = false
    setTimeout(tick, apart)
    run()
  }
  return () => {
    wanted = true
    if (!resting) tick()
  }
}
