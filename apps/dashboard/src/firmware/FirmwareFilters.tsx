import { SegmentedControl, TextInput } from '@mantine/core'
import { IconFilter } from '@tabler/icons-react'
import classes from './FirmwareFilters.module.css'
import { type FirmwareFilter, shows } from './releaseRows.ts'

interface FirmwareFiltersProps {
  filter: FirmwareFilter
  onFilter: (filter: FirmwareFilter) => void
}

const labels = { published: 'Published', running: 'On devices', unused: 'Unused' }
const choices = [{ value: 'all', label: 'All' }, ...shows.map((value) => ({ value, label: labels[value] }))]

/** Narrows the list down; what is chosen stands in the address. */
export function FirmwareFilters({ filter, onFilter }: FirmwareFiltersProps) {
  return (
    <div className={classes.root}>
      <TextInput
        type="search"
        size="xs"
        className={classes.find}
        placeholder="Version, notes, chip, digest"
        aria-label="Filter releases by words"
        leftSection={<IconFilter size={14} aria-hidden />}
        value={filter.find}
        onChange={(event) => onFilter({ ...filter, find: event.currentTarget.value })}
      />
      <SegmentedControl
        size="xs"
        aria-label="Which releases"
        data={choices}
        value={filter.show ?? 'all'}
        onChange={(value) => onFilter({ ...filter, show: shows.find((show) => show === value) })}
      />
    </div>
  )
}
