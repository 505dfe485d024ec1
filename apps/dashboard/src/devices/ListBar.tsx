import { Button, Checkbox, NativeSelect, Tooltip } from '@mantine/core'
import { IconArrowsSort, IconDownload } from '@tabler/icons-react'
import { devicesPerPage } from '../api/deviceQueries.ts'
import { DisabledReason } from '../ui/DisabledReason.tsx'
import { ColumnChooser } from './ColumnChooser.tsx'
import type { ColumnName } from './columnNames.ts'
import { sortWords } from './deviceColumns.tsx'
import type { DeviceListState } from './deviceList.ts'
import classes from './ListBar.module.css'
import { isChosen } from './selection.ts'
import type { Selection } from './useSelection.ts'

interface ListBarProps {
  list: DeviceListState
  onSort: (sort: DeviceListState['sort']) => void
  columns: ColumnName[]
  onColumns: (columns: ColumnName[]) => void
  selection: Selection
  /** The ids on screen. */
  listed: string[]
  total: number
  /** Shows the list as it is by now; null while it is shown so. */
  onRenew: (() => void) | null
}

/** Above the list: how much of it is shown, and in which way. */
export function ListBar({
  list,
  onSort,
  columns,
  onColumns,
  selection,
  listed,
  total,
  onRenew,
}: ListBarProps) {
  const chosen = listed.filter((id) => isChosen(selection.chosen, id)).length
  return (
    <div className={classes.root}>
      <div className={classes.range}>
        {listed.length > 0 && (
          <Checkbox
            size="xs"
            aria-label={`Choose the ${listed.length} on this page`}
            checked={chosen === listed.length}
            indeterminate={chosen > 0 && chosen < listed.length}
            onChange={selection.toggleListed}
          />
        )}
        {rangeWords(list.page, listed.length, total)}
        {onRenew && (
          <Tooltip label="Rows keep their places while you point at them or choose some.">
            <Button size="compact-xs" variant="light" onClick={onRenew}>
              The list has changed: show it
            </Button>
          </Tooltip>
        )}
      </div>
      <div className={classes.tools}>
        <NativeSelect
          size="xs"
          className={classes.sort}
          hiddenFrom="sm"
          aria-label="Sort by"
          leftSection={<IconArrowsSort size={14} aria-hidden />}
          data={sortWords}
          value={sortWords.find(({ value }) => value === list.sort)?.value ?? ''}
          onChange={({ currentTarget: { value } }) => {
            const sort = sortWords.find((words) => words.value === value)
            if (sort) onSort(sort.value)
          }}
        />
        <ColumnChooser columns={columns} onColumns={onColumns} />
        <DisabledReason reason={total === 0 ? 'There is nothing to write down.' : null}>
          <Button
            component="a"
            size="xs"
            px="xs"
            variant="subtle"
            color="gray"
            leftSection={<IconDownload size={14} aria-hidden />}
            href={`/api/v1/devices.csv?${new URLSearchParams({ query: list.query })}`}
            download
          >
            CSV
          </Button>
        </DisabledReason>
      </div>
    </div>
  )
}

function rangeWords(page: number, count: number, total: number): string {
  const before = (page - 1) * devicesPerPage
  if (before === 0 && count === total)
    return total === 1 ? '1 device' : `${total.toLocaleString('en')} devices`
  const range = `${(before + 1).toLocaleString('en')}–${(before + count).toLocaleString('en')}`
  return `${range} of ${Math.max(total, before + count).toLocaleString('en')}`
}
