import { Button, CloseButton, Menu } from '@mantine/core'
import { IconChevronUp } from '@tabler/icons-react'
import { useState } from 'react'
import { deviceWords } from '../fleet/fleetCounts.ts'
import { DisabledReason } from '../ui/DisabledReason.tsx'
import { BulkActionDialog } from './BulkActionDialog.tsx'
import classes from './BulkBar.module.css'
import { type BulkKind, bulkActions } from './bulkActions.ts'
import { chosenCount, isChosen, mostNamed } from './selection.ts'
import type { Selection } from './useSelection.ts'

interface BulkBarProps {
  query: string
  selection: Selection
  /** The ids on screen. */
  listed: string[]
  /** How many devices the query finds. */
  total: number
  /** The chosen devices are gone. */
  onForgotten: () => void
}

const shown: BulkKind[] = ['pin', 'hold', 'tag']
const more: BulkKind[] = ['channel', 'unpin', 'release', 'untag', 'lift']

/** What can be done to the devices chosen; stays at the bottom while some are. */
export function BulkBar({ query, selection, listed, total, onForgotten }: BulkBarProps) {
  const [kind, setKind] = useState<BulkKind | null>(null)
  const { chosen } = selection
  const count = chosenCount(chosen, total)
  if (count === 0) return null
  const tooMany =
    !chosen.all && count > mostNamed
      ? `At most ${mostNamed.toLocaleString('en')} can be chosen one by one; choose all that match instead.`
      : null
  const offersAll = !chosen.all && count < total && listed.every((id) => isChosen(chosen, id))
  return (
    <section className={classes.root} aria-label="Chosen devices">
      <span className={classes.count} role="status">
        {chosen.all && total > 1 ? `All ${deviceWords(count)} that match` : `${deviceWords(count)} chosen`}
      </span>
      {offersAll && (
        <Button size="compact-sm" variant="subtle" onClick={selection.chooseAll}>
          Choose all {total.toLocaleString('en')} that match
        </Button>
      )}
      <div className={classes.actions}>
        {shown.map((kind) => (
          <DisabledReason key={kind} reason={tooMany}>
            <Button size="xs" variant="default" onClick={() => setKind(kind)}>
              {bulkActions[kind].label}
            </Button>
          </DisabledReason>
        ))}
        <Menu position="top-end" shadow="md">
          <Menu.Target>
            <Button size="xs" variant="default" rightSection={<IconChevronUp size={14} aria-hidden />}>
              More
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {more.map((kind) => (
              <DisabledReason key={kind} reason={tooMany}>
                <Menu.Item onClick={() => setKind(kind)}>{bulkActions[kind].label}</Menu.Item>
              </DisabledReason>
            ))}
            <Menu.Divider />
            <DisabledReason reason={tooMany}>
              <Menu.Item color="red" onClick={() => setKind('forget')}>
                {bulkActions.forget.label}
              </Menu.Item>
            </DisabledReason>
          </Menu.Dropdown>
        </Menu>
      </div>
      <CloseButton className={classes.close} aria-label="Choose none" onClick={selection.clear} />
      {kind && (
        <BulkActionDialog
          kind={kind}
          selection={chosen.all ? { query } : { ids: [...chosen.ids] }}
          onDone={kind === 'forget' ? onForgotten : () => {}}
          onClose={() => setKind(null)}
        />
      )}
    </section>
  )
}
