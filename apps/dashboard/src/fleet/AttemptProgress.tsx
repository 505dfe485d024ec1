import { Progress } from '@mantine/core'
import classes from './AttemptProgress.module.css'
import { bytesWords } from './attemptWords.ts'

interface AttemptProgressProps {
  acknowledged: number
  size: number
  /** The system does not tell what really arrived. */
  approximate: boolean
  /** Nothing but the bar, for a narrow column; the words are on hover. */
  bare?: boolean
}

/** How much of a build has reached a device. */
export function AttemptProgress({ bare = false, ...bytes }: AttemptProgressProps) {
  const words = bytesWords(bytes)
  return (
    <span className={classes.root} title={bare ? words : undefined}>
      <Progress
        component="span"
        value={(bytes.acknowledged / Math.max(1, bytes.size)) * 100}
        size={bare ? 4 : 'sm'}
        aria-label={`Download: ${words}`}
      />
      {!bare && <span className={classes.words}>{words}</span>}
    </span>
  )
}
