import type { Product } from '@cyberdeck-ota/schema'
import { Button, Group, Select, Text } from '@mantine/core'
import { useState } from 'react'
import { type DeviceTarget, pollPath, segmentPath } from '../sketch/deviceUrl.ts'
import { useServerAddress } from '../sketch/useServerAddress.ts'
import { Copyable } from '../ui/Copyable.tsx'
import { Facts } from '../ui/Facts.tsx'
import { lazyPart } from '../ui/lazyPart.ts'
import { Panel } from '../ui/Panel.tsx'

const SketchDialog = lazyPart(() => import('../sketch/SketchDialog.tsx'), 'SketchDialog')

/** The device that the address is for, beside its product. */
export type ShownDevice = Pick<DeviceTarget, 'board' | 'channel'>

interface AddressPanelProps {
  name: string
  product: Product
  chosen: ShownDevice
  onChoose: (chosen: ShownDevice) => void
}

/** Where devices of a product poll, by board and channel. */
export function AddressPanel({ name, product, chosen, onChoose }: AddressPanelProps) {
  const [showing, setShowing] = useState(false)
  const server = useServerAddress()
  const boards = Object.keys(product.boards).sort()
  const channels = [...new Set(['stable', ...Object.keys(product.channels).sort()])]
  const target = { product: name, ...chosen }
  return (
    <Panel
      title="Where its devices poll"
      actions={
        <Button size="xs" variant="default" onClick={() => setShowing(true)}>
          Show the sketch
        </Button>
      }
    >
      <Group gap="md" mb="md">
        {boards.length > 1 && (
          <Select
            size="xs"
            label="Board"
            data={[{ value: '', label: 'not said' }, ...boards]}
            value={chosen.board ?? ''}
            onChange={(board) => onChoose({ ...chosen, board: board || null })}
            allowDeselect={false}
          />
        )}
        {channels.length > 1 && (
          <Select
            size="xs"
            label="Channel"
            data={channels}
            value={chosen.channel ?? 'stable'}
            onChange={(channel) => onChoose({ ...chosen, channel: channel === 'stable' ? null : channel })}
            allowDeselect={false}
          />
        )}
      </Group>
      <Facts
        facts={[
          ['URL', <Copyable key="url" value={`${server}${pollPath(target)}`} label="URL" />],
          [
            'Without a query',
            <Copyable key="path" value={`${server}${segmentPath(target)}`} label="URL without a query" />,
          ],
        ]}
      />
      <Text size="sm" c="dimmed" mt="sm">
        {boards.length > 1 && chosen.board === null
          ? 'A device that names no board is known by the build it runs, or by its chip where one board only has that; until then it gets nothing. '
          : ''}
        The version goes behind it as a parameter, or in the header x-ESP32-version, as Arduino’s updater
        does.
      </Text>
      {showing && <SketchDialog target={target} onClose={() => setShowing(false)} />}
    </Panel>
  )
}
