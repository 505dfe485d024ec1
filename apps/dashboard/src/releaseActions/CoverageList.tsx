import type { Product, Release } from '@cyberdeck-ota/schema'
import { DeviceCount } from '../fleet/DeviceCount.tsx'
import { StatusDot, type Tone } from '../ui/StatusDot.tsx'
import classes from './CoverageList.module.css'
import { type Coverage, coverageOf } from './coverage.ts'

interface CoverageListProps {
  /** Of the product. */
  name: string
  product: Product
  release: Release
  /** That is to point at the release: whose devices to count. */
  channel: string
}

const tones: Record<Coverage['state'], Tone> = { covered: 'good', 'left-behind': 'warning', waiting: 'idle' }

/** Which boards a release has a build for, and how many devices of the others stay behind. */
export function CoverageList({ name, product, release, channel }: CoverageListProps) {
  return (
    <section aria-label={`Boards with a build in ${release.version}`}>
      <p className={classes.title}>Boards with a build in {release.version}</p>
      <ul className={classes.list}>
        {coverageOf(product, release).map(({ board, chip, state }) => (
          <li key={board}>
            <StatusDot tone={tones[state]}>
              <b>{board}</b>
              {chip && ` · ${chip}`}: {state === 'covered' && 'has one'}
              {state === 'waiting' && 'none so far'}
              {state === 'left-behind' && (
                <>
                  none; <DeviceCount query={`product:${name} channel:${channel} board:${board}`} underlined />{' '}
                  on {channel} keep what they run
                </>
              )}
            </StatusDot>
          </li>
        ))}
      </ul>
    </section>
  )
}
