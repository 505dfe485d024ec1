import { sameVersion } from '@cyberdeck-ota/core'
import type { Device } from '@cyberdeck-ota/schema'
import { Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { deviceQueries } from '../api/deviceQueries.ts'
import { AttemptProgress } from '../fleet/AttemptProgress.tsx'
import { attemptMarks, evidenceSentence } from '../fleet/attemptWords.ts'
import { Panel } from '../ui/Panel.tsx'
import { ProblemNotice } from '../ui/ProblemNotice.tsx'
import { StatusDot } from '../ui/StatusDot.tsx'
import { VerdictView } from '../verdict/VerdictView.tsx'
import classes from './NowPanel.module.css'
import { ReleaseLink } from './ReleaseLink.tsx'

/** What a device runs, what it would get at its next check-in and why, and how far it has come with that. */
export function NowPanel({ device }: { device: Device }) {
  const { product, runs, version, target } = device
  const running = runs ?? version
  const open = device.attempts.find(({ state }) => attemptMarks[state].open)
  return (
    <Panel title="Now and next">
      <div className={classes.columns}>
        <section>
          <h3 className={classes.heading}>Runs</h3>
          <p className={classes.version}>
            {running === null ? 'It does not say' : <ReleaseLink product={product} version={running} />}
          </p>
          <p className={classes.note}>{proofSentence(device)}</p>
        </section>
        <section>
          <h3 className={classes.heading}>Is meant to run</h3>
          <p className={classes.version}>
            {target === null ? 'Nothing yet' : <ReleaseLink product={product} version={target} />}
          </p>
          <p className={classes.note}>
            {device.pin === null
              ? `${product} on ${device.channel}`
              : 'Pinned here, whatever its channel says'}
          </p>
        </section>
      </div>
      {open && (
        <section className={classes.attempt} aria-label="Update under way">
          <StatusDot tone="busy" pulse>
            <b>{attemptMarks[open.state].word}</b> {open.version}
          </StatusDot>
          <AttemptProgress acknowledged={open.acknowledged} size={open.size} approximate={open.approximate} />
          {open.state !== 'downloading' && (
            <p className={classes.note}>
              {evidenceSentence(open.state, open.evidence, open.version)}
              {open.state === 'delivered' && ' Its next check-in shows what it runs.'}
            </p>
          )}
        </section>
      )}
      <section className={classes.next}>
        <h3 className={classes.heading}>If it called now</h3>
        <NextAnswer device={device} />
      </section>
    </Panel>
  )
}

function NextAnswer({ device: { id } }: { device: Device }) {
  const { data: verdict, error } = useQuery(deviceQueries.verdict(id))
  if (error) return <ProblemNotice error={error} />
  return verdict ? <VerdictView verdict={verdict} folded /> : <Skeleton height={72} />
}

/** How it is known what the device runs. */
function proofSentence({ runs, version, product }: Device): string {
  if (runs === null && version === null) return 'It sends neither a version nor a digest that is known.'
  if (runs === null) return 'It says so; no digest proves it.'
  if (version === null) return 'Its digest proves it.'
  if (sameVersion(runs, version)) return 'Its digest proves it, and it says so.'
  return `Its digest proves it, although it calls itself ${version}. ${product} ${runs} can accept that as another name.`
}
