import type { FlashState } from '@cyberdeck-ota/flasher'
import type { CheckInRecord } from '@cyberdeck-ota/schema'
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Suspense, useState } from 'react'
import { anyDevice } from '../../sketch/deviceUrl.ts'
import { useServerAddress } from '../../sketch/useServerAddress.ts'
import { Copyable } from '../../ui/Copyable.tsx'
import { lazyPart } from '../../ui/lazyPart.ts'
import { StatusDot } from '../../ui/StatusDot.tsx'
import { useNow } from '../../ui/useNow.ts'
import { Candidates } from './Candidates.tsx'
import classes from './JoinedStep.module.css'
import { deviceIfKnown } from './readHeard.ts'
import type { Written } from './written.ts'

const SketchDialog = lazyPart(() => import('../../sketch/SketchDialog.tsx'), 'SketchDialog')

interface WaitingProps {
  mac: string
  written: Written
  /** ms since 1970 */
  startedAt: number
  flash: FlashState
  candidates: readonly CheckInRecord[]
}

/** After so long something is likely to be in the way, ms. */
const LONG = 120_000

/** What has to happen until the board is in the fleet, and what may be in the way. */
export function Waiting({ mac, written, startedAt, flash, candidates }: WaitingProps) {
  const address = useServerAddress()
  const isLong = useNow() - startedAt > LONG
  // Reading it is the part of whoever waits.
  const { data: known } = useQuery({ ...deviceIfKnown(mac), enabled: false })
  const [showing, setShowing] = useState(false)
  return (
    <div className={classes.waiting}>
      <p className={classes.line} role="status">
        <StatusDot tone="busy" pulse>
          Waiting for the {known ? 'next' : 'first'} check-in of <span className={classes.mac}>{mac}</span>
        </StatusDot>
      </p>
      <p className={classes.note}>
        {untilThen(flash)} its sketch asks this server for updates:{' '}
        <Copyable value={address} label="address" />
      </p>
      {isLong && <Hints />}
      {candidates.length > 0 && <Candidates checkIns={candidates} mac={mac} />}
      <div>
        <Button size="compact-sm" variant="default" onClick={() => setShowing(true)}>
          Show what the sketch needs
        </Button>
      </div>
      {showing && (
        <Suspense>
          <SketchDialog
            target={{ ...anyDevice, product: written.product ?? anyDevice.product }}
            onClose={() => setShowing(false)}
          />
        </Suspense>
      )}
    </div>
  )
}

/** What comes before its check-in, up to what that is. */
function untilThen(flash: FlashState): string {
  if ('console' in flash && flash.console.fault)
    return 'Something is wrong with how it starts: see above. Once it runs,'
  const wifi = 'wifi' in flash ? flash.wifi : null
  switch (wifi?.step) {
    case 'choosing':
      return 'It is on no Wi-Fi yet: choose one above. Then'
    case 'joining':
      return `It is joining ${wifi.ssid ?? 'the Wi-Fi'}. Then`
    case 'joined':
      return `It is on ${wifi.ssid ?? 'the Wi-Fi'}. Now`
    default:
      return 'It joins the Wi-Fi that it has settings for. Then'
  }
}

function Hints() {
  return (
    <div className={classes.hints} role="status">
      <p className={classes.line}>That takes longer than usual. One of these may be the reason:</p>
      <ul>
        <li>
          The board is on no Wi-Fi, or on one from which this server cannot be reached. Its console says more.
        </li>
        <li>The firmware asks another server, or none: look at the address in its sketch.</li>
        <li>It asks rarely. A board that sleeps for an hour is heard after an hour.</li>
        <li>It sends no MAC, and this server is not on its network: then it is known by its address only.</li>
      </ul>
    </div>
  )
}
