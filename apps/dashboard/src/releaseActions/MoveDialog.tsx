import { findProduct, findRelease, setChannel } from '@cyberdeck-ota/core'
import { Modal, Radio, Stack } from '@mantine/core'
import { useMutation, useSuspenseQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { queries } from '../api/queries.ts'
import { reachOf, reachSentence } from '../fleet/reach.ts'
import { DialogButtons } from '../ui/DialogButtons.tsx'
import { ProblemNotice } from '../ui/ProblemNotice.tsx'
import { CoverageList } from './CoverageList.tsx'
import { leftBehind } from './coverage.ts'
import { type ChannelMove, channelWord, isStepBack, moveChannel, pointerOf } from './setLatest.ts'

interface MoveDialogProps {
  move: ChannelMove
  /** What is chosen at first for devices that run something newer. */
  recall: boolean
  onClose: () => void
}

/** Before a channel is moved: which boards stay behind, and what is to become of devices that run something newer. */
export function MoveDialog({ move, recall: suggested, onClose }: MoveDialogProps) {
  const { data: registry } = useSuspenseQuery(queries.registry)
  const { data: server } = useSuspenseQuery(queries.server)
  const [recall, setRecall] = useState(suggested)
  const moving = useMutation({
    mutationFn: () => moveChannel(registry, { ...move, recall }),
    onSuccess: onClose,
  })
  const { product: name, version, channel } = move
  const product = findProduct(registry, name)
  const release = product && findRelease(product, version)
  const before = pointerOf(registry, move)?.version
  const consequence = (choice: boolean) => {
    const change = setChannel({ ...move, recall: choice })
    const reach = reachOf(change, registry, server.fleet.running, name, channel)
    return reach ? reachSentence(reach) : ''
  }
  return (
    <Modal opened onClose={onClose} title={`Set ${version} as ${channelWord(channel)}?`}>
      <Stack gap="md">
        {release && leftBehind(product, release).length > 0 && (
          <CoverageList name={name} product={product} release={release} channel={channel} />
        )}
        {(suggested || isStepBack(registry, move)) && (
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
        )}
        {moving.isError && <ProblemNotice error={moving.error} />}
        <DialogButtons onCancel={onClose} onConfirm={() => moving.mutate()} busy={moving.isPending}>
          {recall ? `Bring devices back to ${version}` : `Set ${version} as ${channelWord(channel)}`}
        </DialogButtons>
      </Stack>
    </Modal>
  )
}
