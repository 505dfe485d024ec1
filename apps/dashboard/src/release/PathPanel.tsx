import { compareVersions, listOf, sameVersion, stonesTo } from '@cyberdeck-ota/core'
import type { Product, Release } from '@cyberdeck-ota/schema'
import { Button } from '@mantine/core'
import { PathLine } from '../releaseActions/PathLine.tsx'
import { useStartAction } from '../releaseActions/releaseAction.ts'
import { Panel } from '../ui/Panel.tsx'
import classes from './PathPanel.module.css'

interface PathPanelProps {
  /** Of the product. */
  name: string
  product: Product
  release: Release
}

/** The stepping stones to a release, and what it is a stepping stone to; nothing where there are none. */
export function PathPanel({ name, product, release }: PathPanelProps) {
  const start = useStartAction()
  const { version, minFrom } = release
  const beyond = Object.values(product.releases)
    .filter((other) => other.minFrom !== undefined && sameVersion(other.minFrom, version))
    .map((other) => other.version)
    .sort(compareVersions)
  if (minFrom === undefined && beyond.length === 0) return null
  return (
    <Panel
      title="Stepping stones"
      actions={
        <Button
          size="compact-sm"
          variant="subtle"
          onClick={() => start({ does: 'set-stone', release: { product: name, version } })}
        >
          {minFrom === undefined ? 'Set one' : 'Change'}
        </Button>
      }
    >
      {minFrom !== undefined && (
        <>
          <PathLine name={name} path={[...stonesTo(product, release), version]} />
          <p className={classes.detail}>
            A device that runs something older than {minFrom} is sent {minFrom} first, and {version} once it
            runs that.
          </p>
        </>
      )}
      {beyond.length > 0 && (
        <p className={classes.detail}>
          Devices that run something older than {version} have to run it before {listOf(beyond)}.
        </p>
      )}
    </Panel>
  )
}
