import { Tooltip } from '@mantine/core'
import { absoluteTime, relativeTime } from './relativeTime.ts'
import { useNow } from './useNow.ts'

interface RelativeTimeProps {
  /** ISO 8601. */
  at: string
}

/** How long ago, kept current; the absolute time is on hover. */
export function RelativeTime({ at }: RelativeTimeProps) {
  const now = useNow()
  const ms = Date.parse(at)
  return (
    <Tooltip label={absoluteTime(ms)}>
      <time dateTime={at} className="numeric" style={{ whiteSpace: 'nowrap' }}>
        {relativeTime(ms, now)}
      </time>
    </Tooltip>
  )
}
