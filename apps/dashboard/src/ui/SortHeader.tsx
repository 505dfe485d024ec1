import { UnstyledButton } from '@mantine/core'
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import classes from './SortHeader.module.css'

interface SortHeaderProps {
  sorting: { by: string; onSort: (by: string) => void } | undefined
  /** What a first click sorts by, `-` in front for downwards; undefined for a column that nothing is sorted by. */
  sort: string | undefined
  children: ReactNode
}

/** The words above a column; a click sorts by it, another turns the order round. */
export function SortHeader({ sorting, sort, children }: SortHeaderProps) {
  if (sorting === undefined || sort === undefined) return children
  const isSorted = isSortedBy(sorting.by, sort)
  const Arrow = sorting.by.startsWith('-') ? IconArrowDown : IconArrowUp
  return (
    <UnstyledButton
      className={classes.root}
      data-sorted={isSorted}
      onClick={() => sorting.onSort(isSorted ? turned(sorting.by) : sort)}
    >
      {children}
      {isSorted && <Arrow size={13} aria-hidden />}
    </UnstyledButton>
  )
}

/** How assistive technology is told of a column's order; undefined where there is none to tell of. */
export function ariaSort(by: string | undefined, sort: string | undefined) {
  if (by === undefined || sort === undefined || !isSortedBy(by, sort)) return undefined
  return by.startsWith('-') ? 'descending' : 'ascending'
}

function isSortedBy(by: string, sort: string): boolean {
  return by === sort || by === turned(sort)
}

function turned(by: string): string {
  return by.startsWith('-') ? by.slice(1) : `-${by}`
}
