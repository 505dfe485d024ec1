/** Median of a list that is not empty. */
function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  const upper = sorted[middle] ?? Number.NaN
  return sorted.length % 2 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2
}

/** "1.02× (0.98–1.07)": the median with the least and the greatest. */
export function spread(values: number[], digits = 2): string {
  const format = (value: number) => value.toFixed(digits)
  return `${format(median(values))} (${format(Math.min(...values))}–${format(Math.max(...values))})`
}
