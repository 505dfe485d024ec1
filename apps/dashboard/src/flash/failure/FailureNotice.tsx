import type { FailedState } from '@cyberdeck-ota/flasher'
import { Alert, Button, Group } from '@mantine/core'
import { IconAlertTriangle, IconHandStop } from '@tabler/icons-react'
import { CodeBlock } from '../../ui/CodeBlock.tsx'
import { Fold } from '../../ui/Fold.tsx'
import { focusWhenLost } from '../../ui/focusWhenLost.ts'
import type { Desk } from '../desk.ts'
import classes from './FailureNotice.module.css'
import { halfWrittenWords } from './halfWritten.ts'

interface FailureNoticeProps {
  failure: FailedState
  log: readonly string[]
  desk: Desk
}

/** What went wrong with a board, what helps, and the ways on. All choices are kept. */
export function FailureNotice({ failure, log, desk }: FailureNoticeProps) {
  const { code, sentence, remedies, canRetry, whileWriting } = failure
  const byHand = code === 'cancelled' && !whileWriting
  // Whoever picked none wants to pick one, not the port of the board before.
  const again = code === 'no-port-picked' ? () => desk.connect() : () => desk.retry()
  return (
    <Alert
      color={byHand ? 'gray' : 'red'}
      role="alert"
      icon={byHand ? <IconHandStop size={18} aria-hidden /> : <IconAlertTriangle size={18} aria-hidden />}
    >
      <div className={classes.root}>
        <p className={classes.sentence}>{sentence}</p>
        {whileWriting ? <p>{halfWrittenWords(failure)}</p> : byHand && <p>Nothing was written.</p>}
        {remedies.length === 1 && <p>{remedies[0]}</p>}
        {remedies.length > 1 && (
          <ol>
            {remedies.map((remedy) => (
              <li key={remedy}>{remedy}</li>
            ))}
          </ol>
        )}
        <Group gap="xs">
          {canRetry && (
            <Button size="sm" {...(!whileWriting && { ref: focusWhenLost })} onClick={() => void again()}>
              Try again
            </Button>
          )}
          <Button size="sm" variant="default" onClick={() => void desk.another()}>
            {byHand || !canRetry ? 'Flash another board' : 'Cancel'}
          </Button>
        </Group>
        {code !== 'cancelled' && (
          <Fold summary="What the chip said">
            <CodeBlock code={[...log, failure.details].join('\n')} label="what the chip said" />
          </Fold>
        )}
      </div>
    </Alert>
  )
}
