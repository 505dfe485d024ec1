import type { FleetCount, Release } from '@cyberdeck-ota/schema'
import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { devicesOf, devicesRunning } from '../fleet/fleetCounts.ts'
import { paths } from '../paths.ts'
import { Bytes } from '../ui/Bytes.tsx'
import { Copyable } from '../ui/Copyable.tsx'
import { Panel } from '../ui/Panel.tsx'
import { RelativeTime } from '../ui/RelativeTime.tsx'
import { FleetShare } from './FleetShare.tsx'
import classes from './ReleaseCard.module.css'

interface ReleaseCardProps {
  title: string
  product: string
  channel: string
  release: Release
  running: FleetCount[]
}

/** What devices on a channel get, with what is most often needed of it. */
export function ReleaseCard({ title, product, channel, release, running }: ReleaseCardProps) {
  const { version, notes, uploadedAt, builds } = release
  const boards = Object.entries(builds)
  const devices = devicesOf(running, product)
  return (
    <Panel title={title}>
      <div className={classes.head}>
        <Link to={paths.release({ product, version })} className={classes.version}>
          {version}
        </Link>
        <span className={classes.age}>
          uploaded <RelativeTime at={uploadedAt} />
        </span>
      </div>
      {notes && <p className={classes.notes}>{notes}</p>}
      <ul className={classes.builds}>
        {boards.map(([board, build]) => (
          <li key={board}>
            <span>
              {boards.length > 1 && <b>{board} </b>}
              {build.chip ?? 'unknown chip'} · <Bytes value={build.size} />
            </span>
            <span className={classes.digest}>
              SHA-256{' '}
              <Copyable
                value={build.sha256}
                head={12}
                label={`SHA-256${boards.length > 1 ? ` of ${board}` : ''}`}
              />
            </span>
          </li>
        ))}
      </ul>
      {devices > 0 && (
        <FleetShare
          part={devicesRunning(running, product, version)}
          whole={devices}
          bar={channel === 'stable'}
        />
      )}
      <div className={classes.actions}>
        <Button component={Link} to={paths.release({ product, version })} size="xs" variant="default">
          Open {version}
        </Button>
        <Button component={Link} to={paths.firmware()} size="xs" variant="subtle">
          Set latest, delete
        </Button>
      </div>
    </Panel>
  )
}
