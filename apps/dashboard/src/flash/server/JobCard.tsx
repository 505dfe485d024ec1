import type { FlashJob } from '@cyberdeck-ota/schema'
import { Button, Group, Progress } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { cancelFlashJob, startFlashJob } from '../../api/flashJobCommands.ts'
import { releaseTitle } from '../../releaseActions/releaseTitle.ts'
import { Copyable } from '../../ui/Copyable.tsx'
import { DisabledReason } from '../../ui/DisabledReason.tsx'
import { focusWhenLost } from '../../ui/focusWhenLost.ts'
import { ProblemNotice } from '../../ui/ProblemNotice.tsx'
import { RelativeTime } from '../../ui/RelativeTime.tsx'
import { StatusDot } from '../../ui/StatusDot.tsx'
import { HoldBoot } from '../board/HoldBoot.tsx'
import { AddPartsLink } from './AddPartsLink.tsx'
import { DeviceLink } from './DeviceLink.tsx'
import { JobArrival } from './JobArrival.tsx'
import classes from './JobCard.module.css'
import { JobFailure } from './JobFailure.tsx'
import { jobPercent, jobProgressWords, jobStateWords, jobTone, leftHalfWritten } from './jobWords.ts'

interface JobCardProps {
  job: FlashJob
  /** Nothing was begun on its port since. */
  newest: boolean
  /** Whether the same can be tried again, and if not now, why; null where it is not offered. */
  again: { reason: string | null } | null
}

/** One board, by way of the server: how far it is, or how it ended. */
export function JobCard({ job, newest, again }: JobCardProps) {
  const { id, port, product, version, board, eraseAll, found } = job
  const running = job.state === 'running'
  const [watched] = useState(running)
  const cancelling = useMutation({ mutationFn: () => cancelFlashJob(id) })
  const starting = useMutation({
    mutationFn: () => startFlashJob({ port, product, version, board, eraseAll }),
  })
  const problem = cancelling.error ?? starting.error
  return (
    <article className={classes.root} aria-label={`${releaseTitle(job)} on ${port}`}>
      <header className={classes.header}>
        <strong>{releaseTitle(job)}</strong>
        <span className={classes.about}>
          for {board} on <code>{port}</code>, <RelativeTime at={job.startedAt} /> by {job.startedBy}
        </span>
      </header>
      <div className={classes.line}>
        <span role="status">
          <StatusDot tone={jobTone(job)} pulse={running}>
            {jobStateWords(job)}
          </StatusDot>
        </span>
        {found?.mac && job.state === 'done' && <DeviceLink mac={found.mac} />}
      </div>
      {found && (
        <div className={classes.line}>
          <span>{found.description}</span>
          {found.mac && <Copyable value={found.mac} label="MAC" />}
        </div>
      )}
      {running && <Progress value={jobPercent(job)} aria-label="Written" transitionDuration={150} />}
      {running && (
        <div className={classes.line}>
          <span className="numeric">{jobProgressWords(job)}</span>
          <Button
            size="compact-sm"
            variant="default"
            loading={cancelling.isPending}
            onClick={() => cancelling.mutate()}
          >
            Cancel
          </Button>
        </div>
      )}
      {running && job.holdBoot && <HoldBoot />}
      {watched && newest && found?.mac && <JobArrival job={job} mac={found.mac} />}
      {job.warnings.length > 0 && (
        <ul className={classes.warnings}>
          {job.warnings.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      )}
      {job.failure && <JobFailure failure={job.failure} />}
      {leftHalfWritten(job) && (
        <p className={classes.note}>
          The board is half written: it may start nothing until it is flashed again.
        </p>
      )}
      {problem && <ProblemNotice error={problem} />}
      {again && (
        <Group gap="xs">
          <DisabledReason reason={again.reason}>
            <Button
              {...(watched && { ref: focusWhenLost })}
              size="compact-sm"
              variant="default"
              loading={starting.isPending}
              onClick={() => starting.mutate()}
            >
              Try again
            </Button>
          </DisabledReason>
          {job.failure?.code === 'blank-chip' && <AddPartsLink job={job} />}
        </Group>
      )}
    </article>
  )
}
