import type { FlashJob } from '@cyberdeck-ota/schema'
import { Alert } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { CodeBlock } from '../../ui/CodeBlock.tsx'
import { Fold } from '../../ui/Fold.tsx'
import classes from './JobFailure.module.css'

/** Why a job failed, and what to try, in the words of the server's system. */
export function JobFailure({ failure }: { failure: NonNullable<FlashJob['failure']> }) {
  const { sentence, remedies, details } = failure
  return (
    <Alert color="red" icon={<IconAlertTriangle size={18} aria-hidden />} title={sentence}>
      {remedies.length > 0 && (
        <ol className={classes.remedies}>
          {remedies.map((remedy) => (
            <li key={remedy}>{remedy}</li>
          ))}
        </ol>
      )}
      {details !== null && (
        <Fold summary="What the system said">
          <CodeBlock code={details} label="what the system said" />
        </Fold>
      )}
    </Alert>
  )
}
