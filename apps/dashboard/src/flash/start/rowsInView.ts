/** Rows beyond both edges, so that a quick scroll shows no gap before they are drawn. */
const MARGIN = 12

/**
 * Which of many rows of one height are worth drawing.
 *
 * @param top of what is in view; null for the end. In rows, as `height` is
 * @returns from the first up to before the last
 */
export function rowsInView(count: number, height: number, top: number | null): { from: number; to: number } {
  const end = Math.max(count - height, 0)
  const first = Math.min(Math.max(top ?? end, 0), end)
  return {
    from: Math.max(Math.floor(first) - MARGIN, 0),
    to: Math.min(Math.ceil(first + height) + MARGIN, count),
  }
}
