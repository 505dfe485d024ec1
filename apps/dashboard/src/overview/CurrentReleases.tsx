import { findRelease } from '@cyberdeck-ota/core'
import type { FleetCount, Product, Registry } from '@cyberdeck-ota/schema'
import classes from './CurrentReleases.module.css'
import { ReleaseCard } from './ReleaseCard.tsx'

interface CurrentReleasesProps {
  registry: Registry
  running: FleetCount[]
}

/** What each product's devices get, one card per channel that has a release. */
export function CurrentReleases({ registry, running }: CurrentReleasesProps) {
  const current = Object.entries(registry.products).flatMap(([product, content]) =>
    channelsOf(content).map((pointer) => ({ product, ...pointer })),
  )
  const several = Object.keys(registry.products).length > 1
  if (current.length === 0) return null
  return (
    <div className={classes.grid}>
      {current.map(({ product, channel, release }) => (
        <ReleaseCard
          key={`${product} ${channel}`}
          title={titleOf(several ? product : 'Current release', channel)}
          product={product}
          channel={channel}
          release={release}
          running={running}
        />
      ))}
    </div>
  )
}

/** The channel that everybody follows goes without saying. */
function titleOf(name: string, channel: string) {
  return channel === 'stable' ? name : `${name} on ${channel}`
}

function channelsOf(product: Product) {
  return Object.entries(product.channels)
    .sort(([a], [b]) => Number(b === 'stable') - Number(a === 'stable') || a.localeCompare(b))
    .flatMap(([channel, { version }]) => {
      const release = findRelease(product, version)
      return release ? [{ channel, release }] : []
    })
}
