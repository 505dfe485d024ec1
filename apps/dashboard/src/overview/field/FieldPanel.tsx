import type { Registry } from '@cyberdeck-ota/schema'
import { ColorSwatch, SegmentedControl, Select, Skeleton } from '@mantine/core'
import { IconChartAreaLine } from '@tabler/icons-react'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Suspense } from 'react'
import { deviceQueries } from '../../api/deviceQueries.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { lazyPart } from '../../ui/lazyPart.ts'
import { Panel } from '../../ui/Panel.tsx'
import { ProblemNotice } from '../../ui/ProblemNotice.tsx'
import classes from './FieldPanel.module.css'
import { fieldChart } from './fieldChart.ts'
import { layerColor } from './layerColor.ts'

const FieldArea = lazyPart(() => import('./FieldArea.tsx'), 'FieldArea')

/** Spans that can be chosen, days. */
export const fieldSpans = [1, 7, 30, 90] as const
export type FieldSpan = (typeof fieldSpans)[number]
const spanWords: Record<FieldSpan, string> = { 1: 'Day', 7: 'Week', 30: 'Month', 90: '90 days' }

export interface FieldView {
  /** Undefined: the first one there is. */
  product: string | undefined
  days: FieldSpan
}

interface FieldPanelProps {
  registry: Registry
  view: FieldView
  onView: (view: FieldView) => void
}

/** Which versions run in the field, over time. */
export function FieldPanel({ registry, view, onView }: FieldPanelProps) {
  const products = Object.keys(registry.products)
  const product = view.product ?? products[0] ?? 'default'
  const { data, error } = useQuery({
    ...deviceQueries.field(product, view.days),
    placeholderData: keepPreviousData,
  })
  const chart = data && fieldChart(data.samples)
  // One moment alone has no width.
  const drawable = chart !== undefined && chart.rows.length > 1
  return (
    <Panel
      title="Versions in the field"
      actions={
        <>
          {products.length > 1 && (
            <Select
              size="xs"
              aria-label="Product"
              data={products}
              value={product}
              onChange={(chosen) => chosen !== null && onView({ ...view, product: chosen })}
              allowDeselect={false}
              className={classes.product}
            />
          )}
          <SegmentedControl
            size="xs"
            aria-label="Time span"
            data={fieldSpans.map((days) => ({ value: String(days), label: spanWords[days] }))}
            value={String(view.days)}
            onChange={(days) => onView({ ...view, days: Number(days) as FieldSpan })}
          />
        </>
      }
    >
      {error && <ProblemNotice error={error} />}
      {!chart && !error && <Skeleton height={260} />}
      {chart && !drawable && (
        <EmptyState icon={<IconChartAreaLine size={24} stroke={1.5} />} title="Nothing to draw yet">
          What devices of {product} run is noted every few minutes; it shows here as layers, one per version.
        </EmptyState>
      )}
      {drawable && (
        <Suspense fallback={<Skeleton height={220} />}>
          <FieldArea chart={chart} days={view.days} />
        </Suspense>
      )}
      {chart && chart.layers.length > 0 && (
        <ul className={classes.legend} aria-label="Devices by version, now">
          {chart.layers.map(({ key, label, now }, index) => (
            <li key={key}>
              <ColorSwatch
                component="span"
                size={10}
                withShadow={false}
                color={`var(--mantine-color-${layerColor(index, key).replace('.', '-')})`}
              />
              <span className={classes.version}>{label}</span> {now.toLocaleString('en')}
            </li>
          ))}
        </ul>
      )}
    </Panel>
  )
}
