import { Alert, Button, Group } from '@mantine/core'
import { ApiProblem } from '../api/request.ts'
import { ProblemNotice } from '../ui/ProblemNotice.tsx'
import { uploads } from './uploadStore.ts'

interface StoppedProps {
  id: number
  publish: string
}

/** The server said no, or could not be reached. */
export function FailedStep({ id, publish, problem }: StoppedProps & { problem: unknown }) {
  const sessionEnded = problem instanceof ApiProblem && problem.code === 'sign-in-required'
  return (
    <>
      <ProblemNotice error={sessionEnded ? 'The session had ended before it was sent.' : problem} />
      <Again id={id} publish={publish} />
    </>
  )
}

/** Stopped by hand. */
export function CancelledStep({ id, publish, whole }: StoppedProps & { whole: boolean }) {
  return (
    <>
      <Alert color="gray" role="status">
        {whole
          ? 'Cancelled after the whole file was sent: the server may have kept it. The list of releases says so.'
          : 'Cancelled; nothing of it was kept.'}
      </Alert>
      <Again id={id} publish={publish} />
    </>
  )
}

function Again({ id, publish }: StoppedProps) {
  return (
    <Group gap="xs">
      <Button size="xs" onClick={() => uploads.submit(id, publish)}>
        Send again
      </Button>
      <Button size="xs" variant="default" onClick={() => uploads.revise(id)}>
        Back to the form
      </Button>
    </Group>
  )
}
