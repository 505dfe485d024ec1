import { Tooltip, UnstyledButton, VisuallyHidden } from '@mantine/core'
import { IconCheck, IconCopy } from '@tabler/icons-react'
import classes from './Copyable.module.css'
import { useCopy } from './useCopy.ts'

interface CopyableProps {
  /** What is copied, whole. */
  value: string
  /** What it is, for screen readers and the tooltip: "SHA-256", "address". */
  label: string
  /** Show only this many characters from its start; the whole is on hover. */
  head?: number
}

const answers = { idle: null, copied: 'Copied', failed: 'The browser did not allow copying' }

/** A version, MAC or digest in monospace; a click copies the whole. */
export function Copyable({ value, label, head }: CopyableProps) {
  const { state, copy } = useCopy()
  const shown = head !== undefined && value.length > head ? `${value.slice(0, head)}…` : value
  return (
    <Tooltip label={answers[state] ?? `Copy ${label}: ${value}`} maw={420}>
      <UnstyledButton
        className={classes.root}
        onClick={() => copy(value)}
        aria-label={`Copy ${label} ${value}`}
      >
        <span>{shown}</span>
        {state === 'copied' ? <IconCheck size={13} aria-hidden /> : <IconCopy size={13} aria-hidden />}
        <VisuallyHidden component="span" role="status">
          {answers[state]}
        </VisuallyHidden>
      </UnstyledButton>
    </Tooltip>
  )
}
