import { findProduct, findRelease } from '@cyberdeck-ota/core'
import type { FlashJob, Registry } from '@cyberdeck-ota/schema'
import { useSuspenseQuery } from '@tanstack/react-query'
import { queries } from '../../api/queries.ts'
import { StatusDot } from '../../ui/StatusDot.tsx'
import { Joined } from '../joined/Joined.tsx'
import { useArrival } from '../joined/useArrival.ts'
import type { Written } from '../joined/written.ts'

/** Follows a board from the server's cable into the fleet. Begins while the job runs, when the board cannot call. */
export function JobArrival({ job, mac }: { job: FlashJob; mac: string }) {
  const { data: registry } = useSuspenseQuery(queries.registry)
  const written = writtenBy(job, registry)
  const arrival = useArrival({ mac, turn: job.id, started: job.state === 'done', written })
  if (job.state !== 'done') return null
  if (arrival.kind === 'joined') {
    return <Joined device={arrival.device} first={arrival.first} written={written} />
  }
  // Where the server cannot be asked, the page says so already.
  if (arrival.kind === 'unknown') return null
  return (
    <span role="status">
      <StatusDot tone="busy" pulse>
        Waiting for its first check-in
      </StatusDot>
    </span>
  )
}

function writtenBy({ product: name, version, board }: FlashJob, registry: Registry): Written {
  const product = findProduct(registry, name)
  const build = product && findRelease(product, version)?.builds[board]
  return { product: name, version, sha256: build?.runningSha256 ?? null, title: `${name} ${version}` }
}
