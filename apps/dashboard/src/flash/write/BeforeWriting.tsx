import type { FlashState } from '@cyberdeck-ota/flasher'
import { Button, Group } from '@mantine/core'
import { IconBolt } from '@tabler/icons-react'
import { useId } from 'react'
import { DisabledReason } from '../../ui/DisabledReason.tsx'
import type { Desk, DeskState } from '../desk.ts'
import classes from './BeforeWriting.module.css'
import { EraseChoice } from './EraseChoice.tsx'
import { FetchingLine } from './FetchingLine.tsx'
import { PlanList } from './PlanList.tsx'
import { amountWords } from './writeWords.ts'

interface BeforeWritingProps {
  state: DeskState
  flash: Extract<FlashState, { kind: 'ready' | 'refused' }>
  desk: Desk
}

/** What will be done to the board, and the button that does it. */
export function BeforeWriting({ state, flash, desk }: BeforeWritingProps) {
  const doing = useId()
  const { firmware, fetching, eraseAll } = state
  const { encrypted, secureDownload } = flash.board
  if (encrypted || secureDownload) {
    return <p className={classes.none}>A cable cannot change what this board runs.</p>
  }
  const plan = flash.kind === 'ready' ? flash.plan : null
  const reason = reasonAgainst(state, flash)
  return (
    <div className={classes.root}>
      {fetching.kind === 'fetching' && firmware && <FetchingLine firmware={firmware} fetching={fetching} />}
      {plan && <PlanList plan={plan} />}
      <EraseChoice eraseAll={eraseAll} onChange={desk.setEraseAll} />
      <Group gap="sm">
        <DisabledReason reason={reason}>
          <Button
            size="md"
            {...(eraseAll && { color: 'red' })}
            leftSection={<IconBolt size={18} aria-hidden />}
            aria-describedby={doing}
            onClick={desk.write}
          >
            Flash
          </Button>
        </DisabledReason>
        <span className={classes.doing} id={doing}>
          {plan && `${plan.eraseAll ? 'Erases everything, then writes' : 'Writes'} ${amountWords(plan)}.`}
        </span>
      </Group>
    </div>
  )
}

function reasonAgainst({ fetching, firmware }: DeskState, flash: BeforeWritingProps['flash']): string | null {
  if (fetching.kind === 'fetching') return 'Wait until the files are here.'
  if (fetching.kind === 'impossible') return fetching.sentence
  if (flash.kind === 'ready') return null
  return firmware || flash.refusal.code !== 'nothing-chosen'
    ? flash.refusal.sentence
    : 'Choose the firmware first.'
}
