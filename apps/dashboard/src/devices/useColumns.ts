import { useLocalStorage } from '@mantine/hooks'
import { type ColumnName, columnsIn, usualColumns } from './columnNames.ts'

/** The columns shown: those of the address, else those chosen last in this browser, else the usual ones. */
export function useColumns(ofAddress: ColumnName[] | null) {
  const [remembered, remember] = useLocalStorage({
    key: 'cyberdeck-device-columns',
    defaultValue: usualColumns.join(','),
    getInitialValueInEffect: false,
  })
  return {
    columns: ofAddress ?? columnsIn(remembered),
    remember: (columns: ColumnName[]) => remember(columns.join(',')),
  }
}
