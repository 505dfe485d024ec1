import { listOf } from '@cyberdeck-ota/core'
import { Text } from '@mantine/core'
import classes from './ManifestFacts.module.css'
import type { ManifestReading } from './manifestOf.ts'

/** What of a manifest can be flashed, and what is missing for the rest. */
export function ManifestFacts({ manifest: { firmware, leftOut, unused } }: { manifest: ManifestReading }) {
  return (
    <div className={classes.root} role="status">
      {firmware && (
        <Text size="sm">
          {[firmware.name, firmware.version].filter(Boolean).join(' ')} for{' '}
          {listOf(firmware.builds.map(({ chip }) => chip))}
        </Text>
      )}
      {leftOut.length > 0 && (
        <>
          <Text size="sm">
            Left out. This page reads no other servers, so files that a manifest names are dropped along with
            it:
          </Text>
          <ul className={classes.list}>
            {leftOut.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        </>
      )}
      {unused.length > 0 && <Text size="sm">Not in the manifest, so not written: {listOf(unused)}.</Text>}
    </div>
  )
}
