import type { Release } from '@cyberdeck-ota/schema'
import { Button } from '@mantine/core'
import { useStartAction } from '../releaseActions/releaseAction.ts'
import { Panel } from '../ui/Panel.tsx'
import classes from './NotesPanel.module.css'

/** What its author says of a release. */
export function NotesPanel({ name, release: { version, notes } }: { name: string; release: Release }) {
  const start = useStartAction()
  return (
    <Panel
      title="Notes"
      actions={
        <Button
          size="compact-sm"
          variant="subtle"
          onClick={() => start({ does: 'edit-notes', release: { product: name, version } })}
        >
          {notes ? 'Edit' : 'Write some'}
        </Button>
      }
    >
      {notes ? <p className={classes.notes}>{notes}</p> : <p className={classes.none}>None yet.</p>}
    </Panel>
  )
}
