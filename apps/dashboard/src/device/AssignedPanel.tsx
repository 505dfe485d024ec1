import { compareVersions, findProduct } from '@cyberdeck-ota/core'
import type { Device } from '@cyberdeck-ota/schema'
import { Select, Stack, Switch } from '@mantine/core'
import { useSuspenseQuery } from '@tanstack/react-query'
import { queries } from '../api/queries.ts'
import { Panel } from '../ui/Panel.tsx'
import { toastError } from '../ui/toast.tsx'
import { assign } from './assign.ts'
import { setHold } from './hold.ts'
import { NotesField } from './NotesField.tsx'
import { TagsField } from './TagsField.tsx'

/** What the operator says of a device; each change counts at once and can be undone. */
export function AssignedPanel({ device }: { device: Device }) {
  const { data: registry } = useSuspenseQuery(queries.registry)
  const { assigned, reported } = device
  const product = findProduct(registry, device.product)
  const channels = withOwn(Object.keys(product?.channels ?? {}), assigned.channel)
  const versions = withOwn(Object.keys(product?.releases ?? {}).sort(newestFirst), assigned.pin)
  const change = (patch: Parameters<typeof assign>[1], sentence: string) =>
    void assign(device, patch, sentence).catch(toastError)
  return (
    <Panel title="Assigned" description="What you say of it; counts from its next check-in on">
      <Stack gap="sm">
        <Switch
          label="Hold"
          description="It gets nothing while this is set"
          checked={assigned.hold}
          onChange={(event) => setHold(device, event.currentTarget.checked)}
        />
        <Select
          label="Channel"
          description={`Empty: what its URL says, which is ${reported.channel ?? 'stable'}`}
          placeholder={reported.channel ?? 'stable'}
          data={channels}
          value={assigned.channel}
          clearable
          onChange={(channel) =>
            change(
              { channel },
              channel === null ? 'It follows what its URL says.' : `It follows ${channel} now.`,
            )
          }
        />
        <Select
          label="Pin"
          description="The one version it is to run, older or newer. Empty: what its channel points at"
          placeholder="not pinned"
          data={versions}
          value={assigned.pin}
          clearable
          searchable
          nothingFoundMessage={`${device.product} has no such release`}
          onChange={(pin) =>
            change({ pin }, pin === null ? 'It follows its channel again.' : `It is pinned to ${pin}.`)
          }
        />
        <TagsField device={device} />
        <NotesField device={device} />
      </Stack>
    </Panel>
  )
}

/** The names there are, and the one that is set even if it is gone. */
function withOwn(names: string[], own: string | null): string[] {
  return own === null || names.includes(own) ? names : [own, ...names]
}

function newestFirst(a: string, b: string): number {
  return compareVersions(b, a)
}
