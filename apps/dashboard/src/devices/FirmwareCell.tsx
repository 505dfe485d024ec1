import { sameVersion } from '@cyberdeck-ota/core'
import type { DeviceSummary } from '@cyberdeck-ota/schema'
import { AttemptProgress } from '../fleet/AttemptProgress.tsx'
import { Arrow } from '../ui/Arrow.tsx'
import classes from './FirmwareCell.module.css'

/** What a device runs, what it is meant to run where that is something else, and how far it has come. */
export function FirmwareCell({ device }: { device: DeviceSummary }) {
  const { runs, version, state, progress } = device
  const shown = runs ?? version
  // What is newer than its target and left alone is not on its way back to it.
  const target = progress?.version ?? (state === 'up-to-date' ? null : device.target)
  const saysOther = runs !== null && version !== null && !sameVersion(runs, version)
  return (
    <span className={classes.root}>
      <span className={classes.versions}>
        {shown ?? <span className={classes.dimmed}>says none</span>}
        {target !== null && target !== shown && (
          <>
            <Arrow words={progress ? 'installs' : 'meant to run'} />
            {target}
          </>
        )}
      </span>
      {saysOther && <span className={classes.label}>calls itself {version}</span>}
      {progress && <AttemptProgress {...progress} bare />}
    </span>
  )
}
