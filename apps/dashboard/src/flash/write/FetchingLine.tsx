import { Progress } from '@mantine/core'
import { releaseTitle } from '../../releaseActions/releaseTitle.ts'
import { formatBytes } from '../../ui/formatBytes.ts'
import { wholePercent } from '../../ui/progressWords.ts'
import type { Firmware } from '../choice/firmware.ts'
import type { Fetching } from '../desk.ts'
import classes from './FetchingLine.module.css'

interface FetchingLineProps {
  firmware: Firmware
  fetching: Extract<Fetching, { kind: 'fetching' }>
}

/** Files on their way from the server to this page. */
export function FetchingLine({ firmware, fetching: { received, total } }: FetchingLineProps) {
  const what = firmware.kind === 'release' ? releaseTitle(firmware) : 'the files'
  return (
    <div className={classes.root}>
      <p className={classes.words}>
        <span role="status">Fetching {what} from the server…</span>
        {total > 0 && (
          <span className="numeric">
            {formatBytes(received)} of {formatBytes(total)}
          </span>
        )}
      </p>
      <Progress
        value={total > 0 ? wholePercent({ done: received, total }) : 0}
        aria-label={`Fetching ${what}`}
      />
    </div>
  )
}
