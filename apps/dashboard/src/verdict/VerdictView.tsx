import type { VerdictNow } from '@cyberdeck-ota/schema'
import { verdictWords } from '../fleet/verdictWords.ts'
import { CodeBlock } from '../ui/CodeBlock.tsx'
import { Fold } from '../ui/Fold.tsx'
import { StatusDot } from '../ui/StatusDot.tsx'
import { replyText } from './replyText.ts'
import classes from './VerdictView.module.css'

interface VerdictViewProps {
  verdict: VerdictNow
  /** Show the answer only when it is asked for. */
  folded?: boolean
}

/** A decision, why it is taken, and the answer that goes out, byte for byte. */
export function VerdictView({ verdict, folded = false }: VerdictViewProps) {
  const { word, tone } = verdictWords[verdict.verdict]
  const reply = <CodeBlock label="answer" title="Exact answer" code={replyText(verdict.reply)} />
  return (
    <div className={classes.root}>
      <p className={classes.decision}>
        <StatusDot tone={tone}>
          <b>{word}</b>
          {verdict.verdict === 'update' && verdict.target !== null && (
            <span className={classes.target}> to {verdict.target}</span>
          )}
        </StatusDot>
      </p>
      <p className={classes.sentence}>{verdict.sentence}</p>
      {folded ? <Fold summary="The exact answer it would get">{reply}</Fold> : reply}
    </div>
  )
}
