import { Anchor } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { deviceQueries } from '../api/deviceQueries.ts'
import { paths } from '../paths.ts'
import { deviceWords } from './fleetCounts.ts'

interface DeviceCountProps {
  query: string
  /** Inside a sentence, where a link must not be told by its colour alone. */
  underlined?: boolean
}

/** How many devices a query finds, with the way to them; three dots until it is known. */
export function DeviceCount({ query, underlined = false }: DeviceCountProps) {
  const { data: count } = useQuery(deviceQueries.count(query))
  if (count === undefined) return <span className="numeric">…</span>
  if (count === 0) return <span className="numeric">{deviceWords(0)}</span>
  return (
    <Anchor
      inherit
      underline={underlined ? 'always' : 'hover'}
      className="numeric"
      renderRoot={(props) => <Link {...props} to={paths.devices()} search={{ query }} />}
    >
      {deviceWords(count)}
    </Anchor>
  )
}
