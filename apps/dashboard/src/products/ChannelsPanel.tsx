import { findRelease } from '@cyberdeck-ota/core'
import type { Product, Registry } from '@cyberdeck-ota/schema'
import { useState } from 'react'
import { DataTable } from '../ui/DataTable.tsx'
import { DisabledReason } from '../ui/DisabledReason.tsx'
import { NewButton } from '../ui/NewButton.tsx'
import { Panel } from '../ui/Panel.tsx'
import { channelColumns } from './channelColumns.tsx'
import { NewChannelDialog } from './PointDialog.tsx'

interface ChannelsPanelProps {
  registry: Registry
  /** Of the product. */
  name: string
  product: Product
}

/** What each channel of a product points at. `stable` is there even while nothing is on it. */
export function ChannelsPanel({ registry, name, product }: ChannelsPanelProps) {
  const [making, setMaking] = useState(false)
  const channels = [
    'stable',
    ...Object.keys(product.channels)
      .filter((channel) => channel !== 'stable')
      .sort(),
  ]
  const rows = channels.map((channel) => {
    const pointer = Object.hasOwn(product.channels, channel) ? product.channels[channel] : undefined
    return {
      registry,
      name,
      product,
      channel,
      pointer: pointer ?? null,
      release: pointer ? findRelease(product, pointer.version) : null,
    }
  })
  const none = Object.keys(product.releases).length === 0
  return (
    <Panel
      title="Channels"
      description="Devices follow stable unless their URL or you say otherwise"
      actions={
        <DisabledReason reason={none ? 'A channel points at a release, and there is none yet.' : null}>
          <NewButton onClick={() => setMaking(true)}>New channel</NewButton>
        </DisabledReason>
      }
      flush
    >
      <DataTable
        label="Channels"
        columns={channelColumns}
        rows={rows}
        rowKey={({ channel }) => channel}
        empty={null}
      />
      {making && <NewChannelDialog name={name} product={product} onClose={() => setMaking(false)} />}
    </Panel>
  )
}
