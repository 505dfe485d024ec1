import type { CheckInRecord } from '@cyberdeck-ota/schema'
import { Anchor } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { idWords } from '../../fleet/deviceNames.ts'
import { paths } from '../../paths.ts'
import { RelativeTime } from '../../ui/RelativeTime.tsx'
import classes from './JoinedStep.module.css'

interface CandidatesProps {
  /** One of each caller, newest first. */
  checkIns: readonly CheckInRecord[]
  /** The MAC that none of them said. */
  mac: string
}

const most = 5

/** Who called since the board was started and may be it. */
export function Candidates({ checkIns, mac }: CandidatesProps) {
  const more = checkIns.length - most
  return (
    <div className={classes.hints} role="status">
      <p className={classes.line}>Called since, without saying that MAC; this could be the one:</p>
      <ul aria-label={`Could be ${mac}`}>
        {checkIns.slice(0, most).map((checkIn) => (
          <li key={checkIn.id}>
            <Caller checkIn={checkIn} />
            {checkIn.version === null ? ', saying no version, ' : ` with ${checkIn.version}, `}
            <RelativeTime at={checkIn.at} />
          </li>
        ))}
        {more > 0 && <li>and {more} more</li>}
      </ul>
    </div>
  )
}

function Caller({ checkIn: { device, address } }: { checkIn: CheckInRecord }) {
  if (device === null) return <b>{address}</b>
  return (
    <Anchor component={Link} to={paths.device(device)} inherit>
      {idWords(device)}
    </Anchor>
  )
}
