import { Alert, Button } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'

interface ProblemNoticeProps {
  /** Whatever was thrown; its message is shown. */
  error: unknown
  /** Offers to try again. */
  retry?: () => void
}

/** An error where it happened, in its own sentence. */
export function ProblemNotice({ error, retry }: ProblemNoticeProps) {
  return (
    <Alert color="red" role="alert" icon={<IconAlertTriangle size={18} aria-hidden />}>
      {error instanceof Error ? error.message : String(error)}
      {retry && (
        <div>
          <Button size="compact-sm" variant="default" mt="xs" onClick={retry}>
            Try again
          </Button>
        </div>
      )}
    </Alert>
  )
}
