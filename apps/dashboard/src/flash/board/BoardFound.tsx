import type { FlashState } from '@cyberdeck-ota/flasher'
import { Facts } from '../../ui/Facts.tsx'
import type { Desk, DeskState } from '../desk.ts'
import classes from './BoardFound.module.css'
import { boardFacts, runningFacts } from './boardWords.tsx'
import { FlashMap } from './FlashMap.tsx'
import { flashRegions } from './flashRegions.ts'
import { RefusalNotice } from './RefusalNotice.tsx'

interface BoardFoundProps {
  state: DeskState
  flash: Extract<FlashState, { kind: 'ready' | 'refused' | 'writing' }>
  desk: Desk
}

/** What the board is, what runs on it now, and what will change in its flash. */
export function BoardFound({ state, flash, desk }: BoardFoundProps) {
  const { board } = flash
  const regions = flashRegions(board, flash.kind === 'refused' ? null : flash.plan)
  return (
    <div className={classes.root}>
      <RefusalNotice state={state} refusal={flash.kind === 'refused' ? flash.refusal : null} desk={desk} />
      <div className={classes.facts}>
        <Facts facts={boardFacts(board)} />
        <Facts facts={runningFacts(board)} />
      </div>
      {regions.length > 0 && <FlashMap regions={regions} />}
    </div>
  )
}
