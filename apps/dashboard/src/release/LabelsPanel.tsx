import type { Release } from '@cyberdeck-ota/schema'
import { Button, Pill } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { deviceQueries } from '../api/deviceQueries.ts'
import { editUndoably } from '../releaseActions/editUndoably.ts'
import { useStartAction } from '../releaseActions/releaseAction.ts'
import { Panel } from '../ui/Panel.tsx'
import { toastError } from '../ui/toast.tsx'
import classes from './LabelsPanel.module.css'
import { wrongLabels } from './mislabelled.ts'
import { runningQuery } from './runningQuery.ts'
import { WrongLabelItem } from './WrongLabelItem.tsx'

/** What devices that run a release call themselves, when that is not its version; nothing while all is well. */
export function LabelsPanel({ name, release }: { name: string; release: Release }) {
  const { version, aliases = [] } = release
  const { data: found } = useQuery(deviceQueries.some(`is:mislabelled ${runningQuery(name, version)}`))
  const start = useStartAction()
  const wrong = wrongLabels(found?.items ?? [], version, aliases)
  if (wrong.length === 0 && aliases.length === 0) return null

  const drop = (alias: string) => {
    const kept = aliases.filter((other) => other !== alias)
    editUndoably(name, release, { aliases: kept }, `${alias} is no alias of ${version} any more.`).catch(
      toastError,
    )
  }
  return (
    <Panel
      title="Labels"
      description="What devices that run it call themselves"
      actions={
        <Button
          size="compact-sm"
          variant="subtle"
          onClick={() => start({ does: 'edit-labels', release: { product: name, version } })}
        >
          Edit
        </Button>
      }
    >
      {aliases.length > 0 && (
        <p className={classes.aliases}>
          <span>Accepted as {version}:</span>
          {aliases.map((alias) => (
            <Pill
              key={alias}
              withRemoveButton
              onRemove={() => drop(alias)}
              removeButtonProps={{
                'aria-label': `Take the alias ${alias} away`,
                'aria-hidden': false,
                tabIndex: 0,
              }}
            >
              {alias}
            </Pill>
          ))}
        </p>
      )}
      <ul className={classes.list}>
        {wrong.map(({ label, devices }) => (
          <WrongLabelItem key={label} name={name} release={release} label={label} devices={devices} />
        ))}
      </ul>
      {wrong.length > 0 && (
        <p className={classes.more}>
          Digests prove that these devices are up to date; the version in their sketch was not raised. A
          client that sends no digest would be sent {version} again and again. With an alias, whatever says it
          and sends no digest counts as running {version}.
        </p>
      )}
      {found && found.total > found.items.length && (
        <p className={classes.more}>
          Counted among the {found.items.length} of {found.total.toLocaleString('en')} such devices that
          called last.
        </p>
      )}
    </Panel>
  )
}
