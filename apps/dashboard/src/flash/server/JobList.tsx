import type { FlashJob, SerialPortInfo } from '@cyberdeck-ota/schema'
import { Button } from '@mantine/core'
import { useState } from 'react'
import { Panel } from '../../ui/Panel.tsx'
import { JobCard } from './JobCard.tsx'
import classes from './JobList.module.css'

interface JobListProps {
  /** Newest first; at least one. */
  jobs: readonly FlashJob[]
  /** Null while they are not known. */
  ports: readonly SerialPortInfo[] | null
}

/** How many are shown at first. */
const few = 4

/** What the server was told to flash, since it started. */
export function JobList({ jobs, ports }: JobListProps) {
  const [all, setAll] = useState(false)
  const shown = all ? jobs : jobs.filter(({ state }, index) => state === 'running' || index < few)
  const rest = jobs.length - shown.length
  return (
    <Panel title="Flashed by the server" description="Newest first, since the server started" flush>
      <ul className={classes.list}>
        {shown.map((job) => {
          const newest = jobs.find(({ port }) => port === job.port) === job
          return (
            <li key={job.id}>
              <JobCard job={job} newest={newest} again={newest ? againOf(job, ports) : null} />
            </li>
          )
        })}
      </ul>
      {rest > 0 && (
        <div className={classes.more}>
          <Button size="xs" variant="subtle" onClick={() => setAll(true)}>
            Show {rest} more
          </Button>
        </div>
      )}
    </Panel>
  )
}

/** Whether the same can be tried again, and if not, why. Null where it went well or goes on. */
function againOf(
  { state, port }: FlashJob,
  ports: readonly SerialPortInfo[] | null,
): { reason: string | null } | null {
  if (state === 'running' || state === 'done') return null
  const there = ports?.some(({ path }) => path === port) ?? true
  return { reason: there ? null : `Nothing is plugged in at ${port}.` }
}
