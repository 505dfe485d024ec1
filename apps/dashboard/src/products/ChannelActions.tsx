import { deleteChannel as deleting, refusalOf } from '@cyberdeck-ota/core'
import { ActionIcon, Button, Group } from '@mantine/core'
import { IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { DisabledReason } from '../ui/DisabledReason.tsx'
import type { ChannelRow } from './channelColumns.tsx'
import { DeleteChannelDialog } from './DeleteChannelDialog.tsx'
import { PointDialog } from './PointDialog.tsx'

/** What can be done with a channel. */
export function ChannelActions({ row: { registry, name, product, channel, pointer } }: { row: ChannelRow }) {
  const [asking, setAsking] = useState<'point' | 'delete' | null>(null)
  const close = () => setAsking(null)
  const none = Object.keys(product.releases).length === 0
  const against = refusalOf(deleting({ product: name, channel }), registry)?.sentence ?? null
  return (
    <Group gap={4} wrap="nowrap" justify="flex-end" my={-3} ml="auto">
      <DisabledReason reason={none ? `${name} has no release that it could point at.` : null}>
        <Button
          size="compact-sm"
          variant="default"
          onClick={() => setAsking('point')}
          aria-label={`Point ${channel} at another release`}
        >
          Point at…
        </Button>
      </DisabledReason>
      <DisabledReason reason={against}>
        <ActionIcon
          variant="subtle"
          color="gray"
          onClick={() => setAsking('delete')}
          aria-label={channel === 'stable' ? 'Empty stable' : `Delete channel ${channel}`}
        >
          <IconTrash size={17} />
        </ActionIcon>
      </DisabledReason>
      {asking === 'point' && <PointDialog name={name} product={product} channel={channel} onClose={close} />}
      {asking === 'delete' && pointer && (
        <DeleteChannelDialog name={name} channel={channel} pointer={pointer} onClose={close} />
      )}
    </Group>
  )
}
