import { setChannel } from '@cyberdeck-ota/core'
import { Button, Group, Modal, Radio, Stack } from '@mantine/core'
import { useMutation, useSuspenseQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { queries } from '../api/queries.ts'
import { reachOf, reachSentence } from '../fleet/reach.ts'
import { ProblemNotice } from '../ui/ProblemNotice.tsx'
import { type ChannelMove, channelWord, moveChannel, pointerOf } from './setLatest.ts'

interface StepBackDialogProps {
  move: ChannelMove
  /** What is chosen at first. */
  recall: boolean
  onClose: () => void
}

/** Asks what is to become of devices that run something newer than what the channel will point at. */
export function StepBackDialog({ move, recall: suggested, onClose }: StepBackDialogProps) {
  const { data: registry } = useSuspenseQuery(queries.registry)
  const { data: server } = useSuspenseQuery(queries.server)
  const [recall, setRecall] = useState(suggested)
  const moving = useMutation({
    mutationFn: () => moveChannel(registry, { ...move, recall }),
    onSuccess: onClose,
  })
  const { product, version, channel } = move
  const before = pointerOf(registry, move)?.version
  const consequence = (choice: boolean) => {
    const reach = reachOf(
      setChannel({ ...move, recall: choice }),
      registry,
      server.fleet.running,
      product,
      channel,
    )
    return reach ? reachSentence(reach) : ''
  }
  return (
    <Modal opened onClose={onClose} title={`Set ${version} as ${channelWord(channel)}?`}>
      <Stack gap="md">
        <Radio.Group
          label={
            before === version
              ? `What about devices that run something newer than ${version}?`
              : `${version} is older than ${before}. What about devices that run something newer?`
          }
          value={recall ? 'recall' : 'leave'}
          onChange={(choice) => setRecall(choice === 'recall')}
        >
          <Stack gap="sm" mt="sm">
            <Radio
              value="leave"
              label="Leave newer devices alone"
              description={`They keep what they run; only older ones get ${version}. ${consequence(false)}`}
            />
            <Radio
              value="recall"
              label="Bring them back"
              description={`Every device goes to ${version}, newer ones too. ${consequence(true)}`}
            />
          </Stack>
        </Radio.Group>
        {moving.isError && <ProblemNotice error={moving.error} />}
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button onClick={() => moving.mutate()} loading={moving.isPending}>
            {recall ? `Bring devices back to ${version}` : `Set ${version} as ${channelWord(channel)}`}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
