/** The columns that can be chosen, in their order. The name stands in front of them, always. */
export const columnNames = [
  'board',
  'chip',
  'runs',
  'state',
  'tags',
  'follows',
  'last-seen',
  'rhythm',
  'first-seen',
  'address',
] as const

export type ColumnName = (typeof columnNames)[number]

export const usualColumns: ColumnName[] = [
  'board',
  'runs',
  'state',
  'tags',
  'follows',
  'last-seen',
  'address',
]

export const columnLabels: Record<ColumnName, string> = {
  board: 'Board',
  chip: 'Chip',
  runs: 'Firmware',
  state: 'State',
  tags: 'Tags',
  follows: 'Follows',
  'last-seen': 'Last seen',
  rhythm: 'Polls',
  'first-seen': 'First seen',
  address: 'Address',
}

/** The columns that a text such as `state,tags` names; others are left out. */
export function columnsIn(text: string): ColumnName[] {
  const wanted = text.split(',')
  return columnNames.filter((name) => wanted.includes(name))
}
