import type { DeviceTerm } from '@cyberdeck-ota/core'
import type { DeviceList } from '@cyberdeck-ota/schema'
import { Button } from '@mantine/core'
import { IconFilter } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import { DataTable } from '../ui/DataTable.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { BulkBar } from './BulkBar.tsx'
import classes from './DeviceListPanel.module.css'
import { deviceColumns } from './deviceColumns.tsx'
import type { DeviceListState } from './deviceList.ts'
import { ListBar } from './ListBar.tsx'
import { ListContext } from './listContext.ts'
import { Pager } from './Pager.tsx'
import { isChosen } from './selection.ts'
import { useColumns } from './useColumns.ts'
import { useSelection } from './useSelection.ts'
import { useSteadyRows } from './useSteadyRows.ts'
import { withTerm } from './views.ts'

interface DeviceListPanelProps {
  list: DeviceListState
  /** Changes what is shown; a change of what is asked for begins at the first page. */
  onList: (change: Partial<DeviceListState>) => void
  /** Of `shown`. */
  answer: DeviceList
  /** What the answer is of: another list than `list` while that one is being read. */
  shown: DeviceListState
}

/** A page of the devices, and what can be done to them. */
export function DeviceListPanel({ list, onList, answer, shown }: DeviceListPanelProps) {
  const [isOver, setOver] = useState(false)
  const { columns, remember } = useColumns(list.columns)
  const tableColumns = useMemo(() => deviceColumns(columns), [columns])
  const { any, over } = useSelection(list.query)
  const [forgotten, setForgotten] = useState<ReadonlySet<string>>(new Set())
  const steady = useSteadyRows(
    JSON.stringify([shown.query, shown.sort, shown.cursor]),
    answer.items,
    isOver || any,
    forgotten,
  )
  const listed = steady.rows.map(({ id }) => id)
  const selection = over(listed)
  const context = {
    selection,
    onTerm: (term: DeviceTerm) => onList({ query: withTerm(list.query, term) }),
  }

  return (
    <ListContext value={context}>
      <div
        className={classes.root}
        aria-busy={shown !== list}
        onPointerEnter={({ pointerType }) => setOver(pointerType === 'mouse')}
        onPointerLeave={() => setOver(false)}
      >
        <ListBar
          list={list}
          onSort={(sort) => onList({ sort })}
          columns={columns}
          onColumns={(chosen) => {
            remember(chosen)
            onList({ columns: chosen })
          }}
          selection={selection}
          listed={listed}
          total={answer.total}
          onRenew={steady.stale ? steady.renew : null}
        />
        <DataTable
          label="Devices"
          columns={tableColumns}
          rows={steady.rows}
          rowKey={({ id }) => id}
          mark={({ id }) => (isChosen(selection.chosen, id) ? 'chosen' : undefined)}
          sorting={{ by: list.sort, onSort: (by) => onList({ sort: by as DeviceListState['sort'] }) }}
          empty={
            <EmptyState
              icon={<IconFilter size={24} stroke={1.5} />}
              title="No device matches"
              action={
                <Button size="xs" variant="default" onClick={() => onList({ query: '' })}>
                  Show all devices
                </Button>
              }
            />
          }
        />
        <Pager list={list} next={answer.next} onPage={onList} />
      </div>
      <BulkBar
        query={list.query}
        selection={selection}
        listed={listed}
        total={answer.total}
        onForgotten={() => {
          setForgotten(new Set(listed.filter((id) => isChosen(selection.chosen, id))))
          selection.clear()
        }}
      />
    </ListContext>
  )
}
