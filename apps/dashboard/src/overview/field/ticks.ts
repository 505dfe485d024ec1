/** Hours between the marks under the chart, by the days it spans. */
const strides: Record<number, number> = { 1: 4, 7: 24, 30: 120, 90: 360 }

/** Round moments of the browser's time zone between two moments (ms), at which the chart is marked. */
export function ticksBetween(from: number, to: number, days: number): number[] {
  const stride = strides[days] ?? 24
  const first = new Date(from)
  first.setHours(0, 0, 0, 0)
  const ticks: number[] = []
  // By the calendar, not by adding hours: a day on which the clocks change is not 24 h long.
  for (let step = 0; ; step += 1) {
    const tick = new Date(first)
    tick.setHours(step * stride)
    if (tick.getTime() > to) return ticks
    if (tick.getTime() >= from) ticks.push(tick.getTime())
  }
}
