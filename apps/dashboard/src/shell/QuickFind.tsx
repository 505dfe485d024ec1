import { ActionIcon, Kbd, Tooltip, UnstyledButton } from '@mantine/core'
import { useDisclosure, useHotkeys } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { Suspense } from 'react'
import { lazyPart } from '../ui/lazyPart.ts'
import classes from './QuickFind.module.css'

const FinderDialog = lazyPart(() => import('./Finder.tsx'), 'FinderDialog')
const commandKey = /Mac|iPhone|iPad/.test(navigator.userAgent) ? '⌘' : 'Ctrl'

/** Goes to a page, a release or a device by typing; opens with Ctrl K or ⌘ K. */
export function QuickFind() {
  const [opened, { open, close }] = useDisclosure(false)
  useHotkeys([['mod+K', open]], [])
  return (
    <>
      <UnstyledButton className={classes.field} onClick={open} visibleFrom="sm">
        <IconSearch size={15} aria-hidden />
        Go to…
        <Kbd size="xs">{commandKey} K</Kbd>
      </UnstyledButton>
      <Tooltip label="Go to…">
        <ActionIcon
          variant="subtle"
          color="gray"
          size="lg"
          aria-label="Go to…"
          onClick={open}
          hiddenFrom="sm"
        >
          <IconSearch size={18} stroke={1.7} />
        </ActionIcon>
      </Tooltip>
      {opened && (
        <Suspense>
          <FinderDialog onClose={close} />
        </Suspense>
      )}
    </>
  )
}
