import { editRelease as editing, findProduct, findRelease, formatTerm, refusalOf } from '@cyberdeck-ota/core'
import { type Release, type ReleaseEdit, VersionText } from '@cyberdeck-ota/schema'
import { Alert, Modal, Stack, TagsInput, TextInput } from '@mantine/core'
import { useMutation, useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { ReleaseName } from '../api/commands.ts'
import { deviceQueries } from '../api/deviceQueries.ts'
import { queries } from '../api/queries.ts'
import { deviceWords } from '../fleet/fleetCounts.ts'
import { complaint } from '../ui/complaint.ts'
import { DialogButtons } from '../ui/DialogButtons.tsx'
import { ProblemNotice } from '../ui/ProblemNotice.tsx'
import { editUndoably } from './editUndoably.ts'
import { useFollowRelease } from './useFollowRelease.ts'

interface LabelsDialogProps {
  release: ReleaseName
  /** What stands in the version's field at first, when it is another than the release's. */
  suggested?: string | undefined
  onClose: () => void
}

/** What a release is called, and what else devices that run it may call themselves. */
export function LabelsDialog({ release: name, suggested, onClose }: LabelsDialogProps) {
  const { data: registry } = useSuspenseQuery(queries.registry)
  const product = findProduct(registry, name.product)
  const release = product && findRelease(product, name.version)
  const [version, setVersion] = useState(suggested ?? name.version)
  const [aliases, setAliases] = useState(release?.aliases ?? [])
  const pinned = useQuery(deviceQueries.count(pinnedTo(name))).data ?? 0
  const follow = useFollowRelease(name.product)
  const saving = useMutation({
    mutationFn: async ({ of, edit }: { of: Release; edit: ReleaseEdit }) => {
      const next = edit.version ?? of.version
      await editUndoably(name.product, of, edit, sentence(of, edit), () => follow(next, of.version))
      follow(of.version, next)
    },
    onSuccess: onClose,
  })
  if (!release) return null
  const edit = editOf(release, version, aliases)
  const wrong =
    complaint(VersionText, version) ??
    aliases.map((alias) => complaint(VersionText, alias)).find((found) => found !== null) ??
    refusalOf(editing({ ...name, edit }), registry)?.sentence ??
    null
  const isSame = Object.keys(edit).length === 0
  return (
    <Modal opened onClose={onClose} title={`Version and aliases of ${name.version}`}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (wrong === null && !isSame) saving.mutate({ of: release, edit })
        }}
      >
        <Stack gap="md">
          <TextInput
            label="Version"
            description="Channels, and releases that have it as their stepping stone, follow"
            value={version}
            onChange={(event) => setVersion(event.currentTarget.value.trim())}
            autoComplete="off"
            autoCapitalize="off"
            spellCheck={false}
            data-autofocus
          />
          <TagsInput
            label="Aliases"
            description={`A device that says one of these, and sends no digest that says otherwise, counts as running ${version}`}
            placeholder={aliases.length === 0 ? 'Another version, then Enter' : ''}
            value={aliases}
            onChange={setAliases}
            maxTags={20}
            splitChars={[',', ' ']}
          />
          {edit.version !== undefined && pinned > 0 && (
            <Alert color="yellow">
              {deviceWords(pinned)} {pinned === 1 ? 'is' : 'are'} pinned to {name.version}:{' '}
              {pinned === 1 ? 'it gets' : 'they get'} nothing until pinned anew.
            </Alert>
          )}
          {wrong !== null && !isSame && (
            <Alert color="red" role="alert">
              {wrong}
            </Alert>
          )}
          {saving.isError && <ProblemNotice error={saving.error} />}
          <DialogButtons
            onCancel={onClose}
            busy={saving.isPending}
            reason={isSame ? 'Nothing is changed yet.' : wrong}
          >
            Save
          </DialogButtons>
        </Stack>
      </form>
    </Modal>
  )
}

/** Only what differs. */
function editOf(release: Release, version: string, aliases: string[]): ReleaseEdit {
  return {
    ...(version === release.version ? {} : { version }),
    ...(aliases.join('\n') === (release.aliases ?? []).join('\n') ? {} : { aliases }),
  }
}

function pinnedTo({ product, version }: ReleaseName): string {
  return `product:${product} ${formatTerm({ not: false, field: 'pin', text: version })}`
}

function sentence({ version }: Release, edit: ReleaseEdit): string {
  if (edit.version !== undefined) return `${version} is ${edit.version} now.`
  return edit.aliases?.length
    ? `Devices that say ${edit.aliases.join(' or ')} count as running ${version} now.`
    : `${version} has no alias any more.`
}
