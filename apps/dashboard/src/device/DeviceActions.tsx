import type { Device } from '@cyberdeck-ota/schema'
import { ActionIcon, Button, Menu } from '@mantine/core'
import { IconArrowBackUp, IconArrowsJoin, IconDots, IconFlask, IconTrash, IconUsb } from '@tabler/icons-react'
import { useInfiniteQuery, useSuspenseQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Suspense, useState } from 'react'
import { deviceQueries } from '../api/deviceQueries.ts'
import { queries } from '../api/queries.ts'
import { paths } from '../paths.ts'
import { DisabledReason } from '../ui/DisabledReason.tsx'
import { lazyPart } from '../ui/lazyPart.ts'
import { ForgetDialog } from './ForgetDialog.tsx'
import { ranBefore } from './history.ts'
import { setHold } from './hold.ts'
import { lastGood, type NamedBuild } from './lastGood.ts'
import { MergeDialog } from './MergeDialog.tsx'
import { RollBackDialog } from './RollBackDialog.tsx'

const SimulateDialog = lazyPart(() => import('../verdict/SimulateDialog.tsx'), 'SimulateDialog')

/** What can be done with a device as a whole. */
export function DeviceActions({ device }: { device: Device }) {
  const { data: registry } = useSuspenseQuery(queries.registry)
  const { data: events } = useInfiniteQuery(deviceQueries.events(device.id))
  const [asking, setAsking] = useState<'roll-back' | 'merge' | 'forget' | 'simulate' | null>(null)
  const close = () => setAsking(null)
  const story = events?.pages.flatMap(({ items }) => items) ?? []
  const before = ranBefore(device, story, registry)
  const good = lastGood(device, story, registry)
  return (
    <>
      <Button variant="default" onClick={() => setHold(device, !device.hold)}>
        {device.hold ? 'Take off the hold' : 'Hold'}
      </Button>
      <DisabledReason reason={noRollBack(device, before)}>
        <Button
          variant="default"
          leftSection={<IconArrowBackUp size={16} aria-hidden />}
          onClick={() => setAsking('roll-back')}
        >
          Roll back{before === null ? '' : ` to ${before}`}
        </Button>
      </DisabledReason>
      <Menu position="bottom-end" width={260}>
        <Menu.Target>
          <ActionIcon size="input-sm" variant="default" aria-label="More for this device">
            <IconDots size={18} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Rescue device={device} build={good} />
          <Menu.Item leftSection={<IconFlask size={16} aria-hidden />} onClick={() => setAsking('simulate')}>
            Simulate a check-in…
          </Menu.Item>
          <Menu.Item
            leftSection={<IconArrowsJoin size={16} aria-hidden />}
            onClick={() => setAsking('merge')}
          >
            Merge with another record…
          </Menu.Item>
          <Menu.Item
            color="red"
            leftSection={<IconTrash size={16} aria-hidden />}
            onClick={() => setAsking('forget')}
          >
            Forget…
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {asking === 'roll-back' && before !== null && (
        <RollBackDialog device={device} version={before} onClose={close} />
      )}
      {asking === 'merge' && <MergeDialog device={device} onClose={close} />}
      {asking === 'forget' && <ForgetDialog device={device} onClose={close} />}
      {asking === 'simulate' && (
        <Suspense>
          <SimulateDialog initial={asItPolls(device)} onClose={close} />
        </Suspense>
      )}
    </>
  )
}

/** Leads to flashing this very board; without a build that is known to be good, another is chosen there. */
function Rescue({ device, build }: { device: Device; build: NamedBuild | null }) {
  return (
    <Menu.Item
      leftSection={<IconUsb size={16} aria-hidden />}
      renderRoot={(props) => <Link {...props} to={paths.flash()} search={{ ...build, device: device.id }} />}
    >
      Rescue by USB…
    </Menu.Item>
  )
}

function noRollBack({ pin }: Device, before: string | null): string | null {
  if (before === null) return 'Nothing tells what it ran before, or that release is gone'
  return pin === before ? `It is pinned to ${before} already` : null
}

/** The poll that the device itself makes. */
function asItPolls({ id, identity, product, reported }: Device) {
  return {
    product,
    version: reported.version ?? '',
    device: identity === 'address' ? '' : id,
    board: reported.board ?? '',
    channel: reported.channel ?? '',
    client: reported.client,
  }
}
