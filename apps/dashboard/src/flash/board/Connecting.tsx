import type { FlashState } from '@cyberdeck-ota/flasher'
import { Copyable } from '../../ui/Copyable.tsx'
import { StatusDot } from '../../ui/StatusDot.tsx'
import classes from './Connecting.module.css'
import { HoldBoot } from './HoldBoot.tsx'

type Reaching = Extract<FlashState, { kind: 'connecting' | 'checking' }>

/** Until it is known what board it is. */
export function Connecting({ flash }: { flash: Reaching }) {
  const holdBoot = flash.kind === 'connecting' && flash.holdBoot
  return (
    <div className={classes.root}>
      <p className={classes.line}>
        <span role="status">
          <StatusDot tone={holdBoot ? 'warning' : 'busy'} pulse>
            {words(flash)}
          </StatusDot>
        </span>
        {flash.kind === 'connecting' && flash.attempt > 1 && (
          <span className={classes.attempt}>attempt {flash.attempt}</span>
        )}
        {flash.kind === 'checking' && flash.mac && <Copyable value={flash.mac} label="MAC" />}
      </p>
      {holdBoot && <HoldBoot />}
    </div>
  )
}

function words(flash: Reaching): string {
  if (flash.kind === 'checking') {
    return flash.chip ? `An ${flash.chip}. Reading what is in its flash…` : 'It answers. Asking what it is…'
  }
  return flash.holdBoot
    ? 'The cable alone does not get it ready to be flashed. Your fingers can:'
    : 'Getting the board ready to be flashed…'
}
