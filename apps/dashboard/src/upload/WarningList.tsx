import type { UploadWarning } from '@cyberdeck-ota/schema'
import { Alert } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import classes from './WarningList.module.css'

/** Findings that stop nothing. */
export function WarningList({ warnings }: { warnings: UploadWarning[] }) {
  if (warnings.length === 0) return null
  return (
    <Alert color="yellow" icon={<IconAlertTriangle size={18} aria-hidden />}>
      <ul className={classes.list}>
        {warnings.map(({ code, detail }) => (
          <li key={code}>{detail}</li>
        ))}
      </ul>
    </Alert>
  )
}
