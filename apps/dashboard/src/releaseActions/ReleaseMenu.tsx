import { deleteRelease, refusalOf } from '@cyberdeck-ota/core'
import type { Product, Registry, Release } from '@cyberdeck-ota/schema'
import { ActionIcon, Menu } from '@mantine/core'
import {
  IconArrowBackUp,
  IconDots,
  IconDownload,
  IconNotes,
  IconRoute,
  IconStairs,
  IconTag,
  IconTrash,
} from '@tabler/icons-react'
import { buildFileUrl } from '../api/commands.ts'
import { DisabledReason } from '../ui/DisabledReason.tsx'
import { FlashReleaseItem } from './FlashRelease.tsx'
import { useStartAction } from './releaseAction.ts'

interface ReleaseMenuProps {
  registry: Registry
  productName: string
  product: Product
  release: Release
  /** Beside buttons of full size, of which one leads to the flasher. */
  large?: boolean
}

/** What else can be done with a release. */
export function ReleaseMenu({ registry, productName, product, release, large }: ReleaseMenuProps) {
  const start = useStartAction()
  const { version } = release
  const name = { product: productName, version }
  const boards = Object.keys(release.builds)
  const others = Object.entries(product.channels).filter(
    ([channel, pointer]) => channel !== 'stable' && pointer.version !== version,
  )
  const pointing = Object.entries(product.channels).filter(([, pointer]) => pointer.version === version)
  const refusal = refusalOf(deleteRelease({ ...name, at: '' }), registry)
  return (
    <Menu position="bottom-end" width={260}>
      <Menu.Target>
        <ActionIcon
          {...(large ? { size: 'input-sm', variant: 'default' } : { variant: 'subtle', color: 'gray' })}
          aria-label={`More for ${version}`}
        >
          <IconDots size={18} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {others.map(([channel]) => (
          <Menu.Item
            key={channel}
            leftSection={<IconRoute size={16} aria-hidden />}
            onClick={() => start({ does: 'set', move: { ...name, channel } })}
          >
            Set as {channel}
          </Menu.Item>
        ))}
        {pointing.map(([channel, { recall }]) => (
          <Menu.Item
            key={channel}
            leftSection={<IconArrowBackUp size={16} aria-hidden />}
            onClick={() =>
              start(
                recall
                  ? { does: 'stop-recall', move: { ...name, channel } }
                  : { does: 'set', move: { ...name, channel }, recall: true },
              )
            }
          >
            {recall ? 'Leave newer devices alone' : 'Bring newer devices back…'}
          </Menu.Item>
        ))}
        <Menu.Item
          leftSection={<IconNotes size={16} aria-hidden />}
          onClick={() => start({ does: 'edit-notes', release: name })}
        >
          Edit notes…
        </Menu.Item>
        <Menu.Item
          leftSection={<IconTag size={16} aria-hidden />}
          onClick={() => start({ does: 'edit-labels', release: name })}
        >
          Version and aliases…
        </Menu.Item>
        <Menu.Item
          leftSection={<IconStairs size={16} aria-hidden />}
          onClick={() => start({ does: 'set-stone', release: name })}
        >
          Stepping stone…
        </Menu.Item>
        {!large && <FlashReleaseItem release={name} product={product} />}
        {boards.map((board) => (
          <Menu.Item
            key={board}
            component="a"
            href={buildFileUrl({ ...name, board })}
            download
            leftSection={<IconDownload size={16} aria-hidden />}
          >
            {boards.length > 1 ? `Download for ${board}` : 'Download'}
          </Menu.Item>
        ))}
        <DisabledReason reason={refusal?.sentence ?? null}>
          <Menu.Item
            color="red"
            leftSection={<IconTrash size={16} aria-hidden />}
            onClick={() => start({ does: 'delete', release: name })}
          >
            Delete
          </Menu.Item>
        </DisabledReason>
      </Menu.Dropdown>
    </Menu>
  )
}
