import { Button, Group } from '@mantine/core'
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import { DisabledReason } from '../ui/DisabledReason.tsx'
import type { DeviceListState } from './deviceList.ts'
import { pageBefore, rememberPage } from './pageTrail.ts'

interface PagerProps {
  list: DeviceListState
  /** Where the page after this one begins; null on the last. */
  next: string | null
  onPage: (page: Pick<DeviceListState, 'cursor' | 'page'>) => void
}

/** From page to page. */
export function Pager({ list, next, onPage }: PagerProps) {
  const before = pageBefore(list)
  const go = (page: number, cursor: string | null) => {
    rememberPage(list)
    onPage({ page, cursor })
  }
  if (list.page === 1 && next === null) return null
  return (
    <Group component="nav" aria-label="Pages of the list" justify="center" gap="xs" p="sm">
      {list.page > 2 && (
        <Button size="xs" variant="subtle" onClick={() => go(1, null)}>
          First
        </Button>
      )}
      <DisabledReason reason={whyNotBack(list.page, before)}>
        <Button
          size="xs"
          variant="default"
          leftSection={<IconChevronLeft size={14} aria-hidden />}
          onClick={() => go(list.page - 1, before ?? null)}
        >
          Previous
        </Button>
      </DisabledReason>
      <DisabledReason reason={next === null ? 'This is the last page.' : null}>
        <Button
          size="xs"
          variant="default"
          rightSection={<IconChevronRight size={14} aria-hidden />}
          onClick={() => go(list.page + 1, next)}
        >
          Next
        </Button>
      </DisabledReason>
    </Group>
  )
}

function whyNotBack(page: number, before: string | null | undefined): string | null {
  if (page === 1) return 'This is the first page.'
  return before === undefined ? 'This page was opened by its address; go to the first one.' : null
}
