import '@mantine/charts/styles.layer.css'
import { AreaChart } from '@mantine/charts'
import { absoluteTime } from '../../ui/relativeTime.ts'
import type { FieldChart } from './fieldChart.ts'
import { layerColor } from './layerColor.ts'
import { ticksBetween } from './ticks.ts'

interface FieldAreaProps {
  chart: FieldChart
  /** How many days it spans, for the words under it. */
  days: number
}

/** How many devices ran what, over time, as stacked areas. Loaded when it is first shown: the chart library is large. */
export function FieldArea({ chart: { layers, rows }, days }: FieldAreaProps) {
  // The first series is drawn lowest; the newest version belongs on top.
  const series = layers
    .map(({ key, label }, index) => ({ name: key, label, color: layerColor(index, key) }))
    .toReversed()
  return (
    <AreaChart
      h={220}
      data={rows}
      dataKey="at"
      type="stacked"
      series={series}
      curveType="stepAfter"
      withDots={false}
      fillOpacity={0.45}
      strokeWidth={1.5}
      gridAxis="x"
      tickLine="none"
      areaProps={{ isAnimationActive: false }}
      yAxisProps={{ allowDecimals: false, width: 44 }}
      xAxisProps={{
        type: 'number',
        scale: 'time',
        domain: ['dataMin', 'dataMax'],
        ticks: ticksBetween(rows[0]?.at ?? 0, rows.at(-1)?.at ?? 0, days),
        tickFormatter: (at: number) => tickWords(at, days),
      }}
      tooltipProps={{ labelFormatter: (at) => (typeof at === 'number' ? absoluteTime(at) : '') }}
      valueFormatter={(count) => count.toLocaleString('en')}
    />
  )
}

const time = new Intl.DateTimeFormat('en', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
const day = new Intl.DateTimeFormat('en', { day: 'numeric', month: 'short' })

function tickWords(at: number, days: number): string {
  return (days <= 1 ? time : day).format(at)
}
