import type { ConsoleView, WifiState } from '@cyberdeck-ota/flasher'
import { Button } from '@mantine/core'
import { useState } from 'react'
import { Panel } from '../../ui/Panel.tsx'
import { StatusDot } from '../../ui/StatusDot.tsx'
import type { Desk, DeskState } from '../desk.ts'
import { JoinedWifi } from './JoinedWifi.tsx'
import { WifiForm } from './WifiForm.tsx'
import classes from './WifiStep.module.css'

interface WifiStepProps {
  state: DeskState
  desk: Desk
}

/** Gives the board its Wi-Fi settings over the cable, where its firmware takes them (Improv). */
export function WifiStep({ state: { flash }, desk }: WifiStepProps) {
  if (flash.kind !== 'console' && flash.kind !== 'wifi' && flash.kind !== 'done') {
    return (
      <Panel title="Wi-Fi" description="Gives the board its Wi-Fi settings, if its firmware takes them" />
    )
  }
  return (
    <Panel title="Wi-Fi">
      {flash.kind === 'wifi' ? (
        <Choosing wifi={flash.wifi} connected={flash.console.connected} desk={desk} />
      ) : flash.kind === 'console' && flash.asking ? (
        <p className={classes.later} role="status">
          <StatusDot tone="busy" pulse>
            Asking the firmware whether it takes Wi-Fi settings over the cable. This may take up to 15
            seconds…
          </StatusDot>
        </p>
      ) : flash.kind === 'console' ? (
        <NoImprov {...flash.console} onAsk={() => void desk.scanWifi()} />
      ) : (
        <After wifi={flash.wifi} />
      )}
    </Panel>
  )
}

interface ChoosingProps {
  wifi: WifiState
  connected: boolean
  desk: Desk
}

function Choosing({ wifi, connected, desk }: ChoosingProps) {
  const [changing, setChanging] = useState(false)
  if (wifi.step === 'joined' && !changing) {
    const change = () => {
      setChanging(true)
      if (!wifi.networks) void desk.scanWifi()
    }
    return <JoinedWifi wifi={wifi} onChange={change} />
  }
  const join: Desk['joinWifi'] = async (credentials) => {
    await desk.joinWifi(credentials)
    setChanging(false)
  }
  return <WifiForm wifi={wifi} connected={connected} onScan={() => void desk.scanWifi()} onJoin={join} />
}

interface NoImprovProps extends Pick<ConsoleView, 'fault' | 'silent'> {
  onAsk: () => void
}

function NoImprov({ fault, silent, onAsk }: NoImprovProps) {
  return (
    <div className={classes.none}>
      <p className={classes.later} role="status">
        {fault || silent
          ? 'Nothing answered. Ask again once the board runs.'
          : 'The firmware does not speak Improv; it brings its own Wi-Fi settings.'}
      </p>
      <Button size="compact-sm" variant="default" onClick={onAsk}>
        Ask again
      </Button>
    </div>
  )
}

/** What is left to say once the port is free. */
function After({ wifi }: { wifi: WifiState | null }) {
  if (wifi?.step === 'joined') return <JoinedWifi wifi={wifi} />
  return <p className={classes.later}>It was given no Wi-Fi settings over the cable.</p>
}
