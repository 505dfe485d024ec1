import type { FlashPlan } from '@cyberdeck-ota/flasher'
import { Arrow } from '../../ui/Arrow.tsx'
import { Bytes } from '../../ui/Bytes.tsx'
import { StatusDot } from '../../ui/StatusDot.tsx'
import classes from './PlanList.module.css'
import { staysWords, whatWords, whereWords } from './writeWords.ts'

/** What will be written where, what stays, and what is worth knowing before. */
export function PlanList({ plan }: { plan: FlashPlan }) {
  const { writes, warnings } = plan
  const stays = staysWords(plan)
  return (
    <div className={classes.root}>
      <ol className={classes.writes} aria-label="What will be written">
        {writes.map((write) => (
          <li key={write.address}>
            {whatWords(write, plan)}
            <Arrow />
            <span className={classes.where}>{whereWords(write)}</span>
            <span className={classes.size}>
              <Bytes value={write.bytes.length} />
            </span>
          </li>
        ))}
      </ol>
      {stays && <p className={classes.stays}>{stays}</p>}
      {warnings.map(({ code, sentence }) => (
        <p key={`${code} ${sentence}`} className={classes.stays}>
          <StatusDot tone="warning">{sentence}</StatusDot>
        </p>
      ))}
    </div>
  )
}
