import {
  boardsWithout,
  compareVersions,
  findProduct,
  findRelease,
  listOf,
  refusalOf,
  setMinFrom,
  stonesTo,
} from '@cyberdeck-ota/core'
import type { Product, Registry, Release } from '@cyberdeck-ota/schema'
import { Alert, Modal, Select, Stack } from '@mantine/core'
import { useMutation, useSuspenseQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { ReleaseName } from '../api/commands.ts'
import { queries } from '../api/queries.ts'
import { DialogButtons } from '../ui/DialogButtons.tsx'
import { ProblemNotice } from '../ui/ProblemNotice.tsx'
import { editUndoably } from './editUndoably.ts'
import { PathLine } from './PathLine.tsx'

interface StoneDialogProps {
  release: ReleaseName
  onClose: () => void
}

/** Chooses the release that devices have to run before this one. */
export function StoneDialog({ release: { product: name, version }, onClose }: StoneDialogProps) {
  const { data: registry } = useSuspenseQuery(queries.registry)
  const product = findProduct(registry, name)
  const release = product && findRelease(product, version)
  const [stone, setStone] = useState(release?.minFrom ?? null)
  const saving = useMutation({
    mutationFn: async (of: Release) =>
      editUndoably(
        name,
        of,
        { minFrom: stone },
        stone === null
          ? `Devices go to ${version} directly now.`
          : `Devices that run something older than ${stone} go to ${stone} before ${version} now.`,
      ),
    onSuccess: onClose,
  })
  if (!product || !release) return null
  const choices = possibleStones(registry, name, product, version)
  const chosen = stone === null ? null : findRelease(product, stone)
  const gap = chosen
    ? boardsWithout(product, chosen).filter((board) => Object.hasOwn(release.builds, board))
    : []
  return (
    <Modal opened onClose={onClose} title={`Stepping stone to ${version}`}>
      <Stack gap="md">
        <Select
          label="Devices have to run first"
          description="When they run something older than it, or do not say what they run"
          placeholder="Nothing: they go to it directly"
          data={choices}
          value={stone}
          onChange={setStone}
          clearable
          clearButtonProps={{ 'aria-label': 'No stepping stone' }}
          nothingFoundMessage="No older release"
          disabled={choices.length === 0}
          {...(choices.length === 0
            ? { description: `${name} has no older release that could be one.` }
            : {})}
        />
        <PathLine
          name={name}
          path={chosen ? [...stonesTo(product, chosen), chosen.version, version] : [version]}
        />
        {chosen && gap.length > 0 && (
          <Alert color="yellow">
            {chosen.version} has no build for {listOf(gap)}: devices of {gap.length === 1 ? 'it' : 'them'}{' '}
            that run something older keep what they run.
          </Alert>
        )}
        {saving.isError && <ProblemNotice error={saving.error} />}
        <DialogButtons onCancel={onClose} onConfirm={() => saving.mutate(release)} busy={saving.isPending}>
          Save
        </DialogButtons>
      </Stack>
    </Modal>
  )
}

/** Those that the rules allow, newest first. */
function possibleStones(registry: Registry, name: string, { releases }: Product, version: string): string[] {
  return Object.keys(releases)
    .filter((other) => refusalOf(setMinFrom({ product: name, version, minFrom: other }), registry) === null)
    .sort((a, b) => compareVersions(b, a))
}
