import { Button } from '@mantine/core'
import { absoluteTime } from '../ui/relativeTime.ts'

interface WhyButtonProps {
  /** Of the check-in. */
  id: number
  /** When it was, ISO 8601. */
  at: string
  onWhy: (id: number) => void
}

/** Asks why a check-in was answered as it was; named by its time, for there are many on a page. */
export function WhyButton({ id, at, onWhy }: WhyButtonProps) {
  return (
    <Button
      size="compact-xs"
      variant="subtle"
      aria-label={`Why this answer at ${absoluteTime(Date.parse(at))}?`}
      onClick={() => onWhy(id)}
    >
      Why?
    </Button>
  )
}
