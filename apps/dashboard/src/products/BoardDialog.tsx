import { declareBoard as declaring, refusalOf } from '@cyberdeck-ota/core'
import { chips } from '@cyberdeck-ota/esp-image'
import type { Board, Registry } from '@cyberdeck-ota/schema'
import { Alert, Modal, Select, Stack } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { declareBoard } from '../api/commands.ts'
import { DialogButtons } from '../ui/DialogButtons.tsx'
import { ProblemNotice } from '../ui/ProblemNotice.tsx'
import { NameForm } from './NameForm.tsx'

const chipNames = [...chips.map(({ name }) => name), 'ESP8266']

interface ChipSelectProps {
  value: string | null
  onChange: (chip: string | null) => void
}

function ChipSelect({ value, onChange }: ChipSelectProps) {
  return (
    <Select
      label="Chip"
      description="Images for another chip are refused for it"
      placeholder="Its first build tells"
      data={value === null || chipNames.includes(value) ? chipNames : [value, ...chipNames]}
      value={value}
      onChange={onChange}
      clearable
      clearButtonProps={{ 'aria-label': 'Not said' }}
      searchable
      nothingFoundMessage="No such chip"
    />
  )
}

interface NewBoardDialogProps {
  registry: Registry
  /** Of the product. */
  name: string
  onClose: () => void
}

/** Makes a board known before its first build. */
export function NewBoardDialog({ registry, name, onClose }: NewBoardDialogProps) {
  const [chip, setChip] = useState<string | null>(null)
  const boards = registry.products[name]?.boards ?? {}
  const [only, ...others] = Object.keys(boards)
  // The board of this name is that of devices that name none, however many there are.
  const lonely = only !== undefined && only !== 'default' && others.length === 0 ? only : null
  return (
    <NameForm
      title={`New board of ${name}`}
      label="Name"
      description="A hardware variant that needs an image of its own"
      placeholder="s3-sense"
      action="Declare board"
      against={(board) => (Object.hasOwn(boards, board) ? `${name} has a board ${board} already.` : null)}
      onSubmit={(board) => declareBoard({ product: name, board, chip })}
      onClose={onClose}
    >
      <ChipSelect value={chip} onChange={setChip} />
      {lonely !== null && (
        <Alert color="yellow">
          Devices that name no board get the build for {lonely} so far, because it is the only one. From two
          boards on they have to name theirs, unless the build they run or their chip tells.
        </Alert>
      )}
    </NameForm>
  )
}

interface BoardDialogProps extends NewBoardDialogProps {
  boardName: string
  board: Board
}

/** Says which chip a board has, and keeps it when its last build is deleted. */
export function BoardDialog({ registry, name, boardName, board, onClose }: BoardDialogProps) {
  const [chip, setChip] = useState(board.chip)
  const change = { product: name, board: boardName, chip }
  const saving = useMutation({ mutationFn: () => declareBoard(change), onSuccess: onClose })
  return (
    <Modal opened onClose={onClose} title={`Board ${boardName}`}>
      <Stack gap="md">
        <ChipSelect value={chip} onChange={setChip} />
        {saving.isError && <ProblemNotice error={saving.error} />}
        <DialogButtons
          onCancel={onClose}
          onConfirm={() => saving.mutate()}
          busy={saving.isPending}
          reason={refusalOf(declaring(change), registry)?.sentence ?? null}
        >
          Save
        </DialogButtons>
      </Stack>
    </Modal>
  )
}
