import type { BoardFacts } from '@cyberdeck-ota/flasher'
import { flashWords } from '../../image/imageWords.ts'
import { Copyable } from '../../ui/Copyable.tsx'
import classes from './BoardLine.module.css'

/** A board in one line. */
export function BoardLine({ board: { chip, mac, flashSize } }: { board: BoardFacts }) {
  return (
    <p className={classes.root}>
      <span>{chip}</span>
      {mac && <Copyable value={mac} label="MAC" />}
      {flashSize !== null && <span>{flashWords(flashSize)} of flash</span>}
    </p>
  )
}
