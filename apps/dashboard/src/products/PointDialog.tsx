import { compareVersions } from '@cyberdeck-ota/core'
import type { Product } from '@cyberdeck-ota/schema'
import { Modal, Select, Stack } from '@mantine/core'
import { useState } from 'react'
import { useStartAction } from '../releaseActions/releaseAction.ts'
import { DialogButtons } from '../ui/DialogButtons.tsx'
import { NameForm } from './NameForm.tsx'

interface NewChannelDialogProps {
  /** Of the product. */
  name: string
  /** Has at least one release. */
  product: Product
  onClose: () => void
}

/** Chooses the release that a channel is to point at; whatever there is to ask about the move is asked next. */
export function PointDialog({
  name,
  product,
  channel,
  onClose,
}: NewChannelDialogProps & { channel: string }) {
  const start = useStartAction()
  const present = Object.hasOwn(product.channels, channel) ? product.channels[channel]?.version : undefined
  const [version, setVersion] = useState<string | null>(present ?? newestFirst(product)[0] ?? null)
  const move = () => {
    onClose()
    if (version !== null) start({ does: 'set', move: { product: name, channel, version } })
  }
  return (
    <Modal opened onClose={onClose} title={`Point ${channel} at a release`}>
      <Stack gap="md">
        <ReleaseSelect product={product} value={version} onChange={setVersion} />
        <DialogButtons
          onCancel={onClose}
          onConfirm={move}
          reason={version === present ? `${channel} points at ${present} already.` : null}
        >
          Point {channel} at {version}
        </DialogButtons>
      </Stack>
    </Modal>
  )
}

/** Makes a channel that points at a release. */
export function NewChannelDialog({ name, product, onClose }: NewChannelDialogProps) {
  const start = useStartAction()
  const [version, setVersion] = useState<string | null>(newestFirst(product)[0] ?? null)
  return (
    <NameForm
      title={`New channel of ${name}`}
      label="Name"
      description="As it stands in the device’s URL"
      placeholder="beta"
      action="Make channel"
      against={(channel) => {
        if (channel === 'none')
          return 'A channel cannot be named none: an upload with publish=none is not published.'
        return Object.hasOwn(product.channels, channel) ? `${name} has a channel ${channel} already.` : null
      }}
      onSubmit={async (channel) => {
        if (version !== null) start({ does: 'set', move: { product: name, channel, version } })
      }}
      onClose={onClose}
    >
      <ReleaseSelect product={product} value={version} onChange={setVersion} />
    </NameForm>
  )
}

interface ReleaseSelectProps {
  product: Product
  value: string | null
  onChange: (version: string | null) => void
}

function ReleaseSelect({ product, value, onChange }: ReleaseSelectProps) {
  return (
    <Select
      label="Release"
      data={newestFirst(product)}
      value={value}
      onChange={onChange}
      allowDeselect={false}
      searchable
      nothingFoundMessage="No such release"
    />
  )
}

function newestFirst({ releases }: Product): string[] {
  return Object.keys(releases).sort((a, b) => compareVersions(b, a))
}
