import type { DeviceActionPreview } from '@cyberdeck-ota/schema'
import { Alert, Skeleton } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { deviceName } from '../fleet/deviceNames.ts'
import { deviceWords } from '../fleet/fleetCounts.ts'
import classes from './BulkPreview.module.css'

/** Devices named before "and more". */
const named = 5

interface BulkPreviewProps {
  /** Undefined while it is being worked out. */
  preview: DeviceActionPreview | undefined
  /** The devices go, instead of changing. */
  forgets: boolean
}

/** What an action would do, before it is done. */
export function BulkPreview({ preview, forgets }: BulkPreviewProps) {
  if (!preview) return <Skeleton height={64} aria-busy />
  const { matched, changes, first, warnings } = preview
  const shown = first.slice(0, named)
  return (
    <div className={classes.root} role="status">
      <p className={classes.sentence}>{countSentence(matched, changes, forgets)}</p>
      {shown.length > 0 && (
        <ul className={classes.devices}>
          {shown.map((device) => (
            <li key={device.id}>
              {deviceName(device)} <span className={classes.version}>{device.runs ?? device.version}</span>
            </li>
          ))}
          {changes > shown.length && (
            <li className={classes.version}>and {deviceWords(changes - shown.length)} more</li>
          )}
        </ul>
      )}
      {warnings.map((warning) => (
        <Alert key={warning} color="yellow" icon={<IconAlertTriangle size={16} aria-hidden />} p="xs">
          {warning}
        </Alert>
      ))}
    </div>
  )
}

function countSentence(matched: number, changes: number, forgets: boolean): string {
  if (matched === 0) return 'None of the devices chosen is there any more.'
  if (forgets) return `${deviceWords(matched)} ${matched === 1 ? 'is' : 'are'} forgotten.`
  if (changes === matched) {
    return matched === 1 ? 'The device changes.' : `All ${deviceWords(matched)} change.`
  }
  if (changes === 0)
    return `Nothing would change: ${deviceWords(matched)} ${matched === 1 ? 'is' : 'are'} like this already.`
  return `${changes.toLocaleString('en')} of ${deviceWords(matched)} change; the others are like this already.`
}
