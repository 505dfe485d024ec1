import { editRelease, refusalOf } from '@cyberdeck-ota/core'
import { type Release, type ReleaseEdit, VersionText } from '@cyberdeck-ota/schema'
import { Button } from '@mantine/core'
import { useSuspenseQuery } from '@tanstack/react-query'
import { queries } from '../api/queries.ts'
import { deviceWords } from '../fleet/fleetCounts.ts'
import { editUndoably } from '../releaseActions/editUndoably.ts'
import { useStartAction } from '../releaseActions/releaseAction.ts'
import { complaint } from '../ui/complaint.ts'
import { DisabledReason } from '../ui/DisabledReason.tsx'
import { toastError } from '../ui/toast.tsx'
import classes from './LabelsPanel.module.css'

interface WrongLabelItemProps {
  /** Of the product. */
  name: string
  release: Release
  /** What the devices say instead of the release's version. */
  label: string
  devices: number
}

/** Devices that run a release by their digest and call themselves something else, with the two ways to mend it. */
export function WrongLabelItem({ name, release, label, devices }: WrongLabelItemProps) {
  const { data: registry } = useSuspenseQuery(queries.registry)
  const start = useStartAction()
  const { version, aliases = [] } = release
  const against = (edit: ReleaseEdit) =>
    complaint(VersionText, label) ??
    refusalOf(editRelease({ product: name, version, edit }), registry)?.sentence ??
    null
  const accepted: ReleaseEdit = { aliases: [...aliases, label] }
  const accept = () =>
    editUndoably(name, release, accepted, `Devices that say ${label} count as running ${version} now.`).catch(
      toastError,
    )
  const one = devices === 1
  const taken = against(accepted)
  return (
    <li>
      <p className={classes.title}>
        {deviceWords(devices)} that {one ? 'runs' : 'run'} {version} still {one ? 'says' : 'say'} {label}.
      </p>
      {taken !== null && (
        <p className={classes.wayOut}>
          {taken} Raise the version in the sketch, and upload the next build with that.
        </p>
      )}
      <div className={classes.actions}>
        <DisabledReason reason={taken}>
          <Button size="xs" onClick={accept}>
            Accept {label} as an alias
          </Button>
        </DisabledReason>
        <DisabledReason reason={against({ version: label })}>
          <Button
            size="xs"
            variant="default"
            onClick={() =>
              start({ does: 'edit-labels', release: { product: name, version }, suggested: label })
            }
          >
            Relabel the release as {label}…
          </Button>
        </DisabledReason>
      </div>
    </li>
  )
}
