import type { Device } from '@cyberdeck-ota/schema'
import { ActionIcon, Button, Group, Popover, Stack, TextInput, Tooltip } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconPencil } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { idWords } from '../fleet/deviceNames.ts'
import { ProblemNotice } from '../ui/ProblemNotice.tsx'
import { assign } from './assign.ts'

/** Gives a device another name, right beside the one it has. */
export function RenameDevice({ device }: { device: Device }) {
  const [opened, { open, close }] = useDisclosure(false)
  return (
    <Popover opened={opened} onChange={(now) => !now && close()} trapFocus position="bottom-start" withArrow>
      <Popover.Target>
        <Tooltip label="Rename">
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label="Rename"
            onClick={() => (opened ? close() : open())}
          >
            <IconPencil size={17} stroke={1.7} />
          </ActionIcon>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown aria-label="Rename">
        {opened && <RenameForm device={device} onDone={close} />}
      </Popover.Dropdown>
    </Popover>
  )
}

function RenameForm({ device, onDone }: { device: Device; onDone: () => void }) {
  const [name, setName] = useState(device.name ?? '')
  const wanted = name.trim() || null
  const saving = useMutation({
    mutationFn: () =>
      assign(
        device,
        { name: wanted },
        wanted ? `It is called ${wanted} now.` : `It is called by its id, ${idWords(device.id)}, again.`,
      ),
    onSuccess: onDone,
  })
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (wanted === device.name) onDone()
        else saving.mutate()
      }}
    >
      <Stack gap="sm">
        <TextInput
          label="Name"
          description="Empty: its id"
          maxLength={100}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          data-autofocus
        />
        {saving.isError && <ProblemNotice error={saving.error} />}
        <Group justify="flex-end" gap="xs">
          <Button size="xs" variant="default" onClick={onDone}>
            Cancel
          </Button>
          <Button size="xs" type="submit" loading={saving.isPending}>
            Save
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
