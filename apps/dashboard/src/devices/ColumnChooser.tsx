import { Button, Checkbox, Popover, Stack } from '@mantine/core'
import { IconColumns3 } from '@tabler/icons-react'
import { type ColumnName, columnLabels, columnNames, columnsIn, usualColumns } from './columnNames.ts'

interface ColumnChooserProps {
  columns: ColumnName[]
  onColumns: (columns: ColumnName[]) => void
}

/** Which columns the list has. */
export function ColumnChooser({ columns, onColumns }: ColumnChooserProps) {
  return (
    <Popover position="bottom-end" shadow="md" trapFocus returnFocus>
      <Popover.Target>
        <Button
          size="xs"
          px="xs"
          variant="subtle"
          color="gray"
          leftSection={<IconColumns3 size={14} aria-hidden />}
        >
          Columns
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label="Columns">
        <Checkbox.Group
          aria-label="Columns"
          value={columns}
          onChange={(chosen) => onColumns(columnsIn(chosen.join(',')))}
        >
          <Stack gap="xs">
            {columnNames.map((name) => (
              <Checkbox key={name} size="xs" value={name} label={columnLabels[name]} />
            ))}
          </Stack>
        </Checkbox.Group>
        <Button size="compact-xs" variant="subtle" mt="sm" onClick={() => onColumns(usualColumns)}>
          As usual
        </Button>
      </Popover.Dropdown>
    </Popover>
  )
}
