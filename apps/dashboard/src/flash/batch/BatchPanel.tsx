import { Button, Group, Switch } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useEffect, useSyncExternalStore } from 'react'
import { Panel } from '../../ui/Panel.tsx'
import { saveText } from '../../ui/saveText.ts'
import { undoable } from '../../ui/toast.tsx'
import type { DeskState } from '../desk.ts'
import { BatchList } from './BatchList.tsx'
import { BatchNow } from './BatchNow.tsx'
import classes from './BatchPanel.module.css'
import type { Batch } from './batch.ts'
import { countWords } from './batchBoard.ts'
import { batchCsv, batchFileName } from './batchCsv.ts'
import { whyNotNow } from './whyNotNow.ts'

interface BatchPanelProps {
  batch: Batch
  state: DeskState
}

/** One board after the other, and the list of them. It is turned off when the page is left. */
export function BatchPanel({ batch, state }: BatchPanelProps) {
  const { on, step, over, boards, sound, kept } = useSyncExternalStore(batch.subscribe, batch.get)
  useEffect(() => batch.turnOff, [batch])
  const reason = on ? null : whyNotNow(state.flash)
  const toggle = () => (on ? batch.turnOff() : void batch.turnOn())
  return (
    <Panel
      title="Several boards"
      flush={boards.length > 0}
      actions={
        on && (
          <Switch
            label="Sound"
            checked={sound}
            onChange={(event) => batch.setSound(event.currentTarget.checked)}
          />
        )
      }
    >
      <div className={classes.head} data-batch data-flush={boards.length > 0 || undefined}>
        <Switch
          label="Batch mode"
          description={
            reason ??
            'Every board that is plugged in from now on is written without another click, with the firmware chosen above.'
          }
          checked={on}
          disabled={reason !== null}
          onChange={toggle}
        />
        {on && <BatchNow batch={batch} step={step} over={over} hasFirmware={state.firmware !== null} />}
        {boards.length > 0 && (
          <Group justify="space-between">
            <b role="status">{countWords(boards)}</b>
            <Group gap="sm">
              <Button
                size="compact-sm"
                variant="default"
                leftSection={<IconDownload size={14} aria-hidden />}
                onClick={() => saveText(batchFileName(Date.now()), batchCsv(boards), 'text/csv')}
              >
                Download CSV
              </Button>
              <Button size="compact-sm" variant="default" onClick={() => clear(batch)}>
                Clear
              </Button>
            </Group>
          </Group>
        )}
        {!kept && (
          <p className={classes.line} role="status">
            This browser does not keep the list over a reload: download it before you leave.
          </p>
        )}
      </div>
      {boards.length > 0 && <BatchList boards={boards} />}
    </Panel>
  )
}

function clear(batch: Batch) {
  const putBack = batch.clear()
  undoable('The list is cleared. The boards keep what was written.', async () => putBack())
}
