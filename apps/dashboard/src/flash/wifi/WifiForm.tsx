import type { WifiState } from '@cyberdeck-ota/flasher'
import { Alert, Button, PasswordInput, Skeleton, TextInput } from '@mantine/core'
import { IconAlertTriangle, IconRefresh } from '@tabler/icons-react'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { DisabledReason } from '../../ui/DisabledReason.tsx'
import type { Desk } from '../desk.ts'
import { whyNotJoin } from './credentials.ts'
import { NetworkChoice } from './NetworkChoice.tsx'
import { networksToShow } from './networks.ts'
import classes from './WifiStep.module.css'

interface WifiFormProps {
  wifi: WifiState
  connected: boolean
  onScan: () => void
  onJoin: Desk['joinWifi']
}

/** Asks for a network and its password, which is kept nowhere but in this form, and no longer than it is on screen. */
export function WifiForm({ wifi, connected, onScan, onJoin }: WifiFormProps) {
  const { device, scanning, sentence } = wifi
  const runs = [device.firmware, device.version].filter(Boolean).join(' ')
  /** A network's name; null for one that is named by hand, undefined for none yet. */
  const [chosen, setChosen] = useState<string | null | undefined>(undefined)
  const [typed, setTyped] = useState('')
  const [password, setPassword] = useState('')
  const passwordField = useRef<HTMLInputElement>(null)
  const networks = networksToShow(wifi.networks ?? [])
  const joining = wifi.step === 'joining'
  const looking = scanning && networks.length === 0
  const byHand = chosen === null || (!looking && networks.length === 0)
  const network = networks.find(({ name }) => name === chosen) ?? null
  const ssid = byHand ? typed : (network?.name ?? '')
  const reason = connected ? whyNotJoin({ network, ssid, password }) : 'The port is not there now'

  // Whatever was wrong, the password is what it mostly was.
  useEffect(() => {
    if (!sentence) return
    passwordField.current?.focus()
    passwordField.current?.select()
  }, [sentence])

  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (reason === null && !joining)
      void onJoin({ ssid, password: network?.secured === false ? '' : password })
  }
  return (
    <form className={classes.root} onSubmit={submit}>
      <p className={classes.text}>
        <b>{device.name || 'The board'}</b> takes its Wi-Fi settings over the cable.
        {runs && ` It runs ${runs}.`}
      </p>
      <div className={classes.networks} aria-busy={scanning}>
        {looking ? (
          <Skeleton height={112} />
        ) : networks.length > 0 ? (
          <NetworkChoice
            networks={networks}
            chosen={chosen}
            locked={joining}
            onChoose={(next) => {
              setChosen(next)
              setPassword('')
            }}
          />
        ) : (
          <p className={classes.later}>It names no networks. Type the name of yours.</p>
        )}
        <p className={classes.scan}>
          <DisabledReason
            reason={scanning ? 'It looks around already' : connected ? null : 'The port is not there now'}
          >
            <Button
              size="compact-sm"
              variant="subtle"
              leftSection={<IconRefresh size={14} aria-hidden />}
              onClick={onScan}
            >
              Look again
            </Button>
          </DisabledReason>
          <span role="status">{scanning && 'It looks for networks…'}</span>
        </p>
      </div>
      {byHand && (
        <TextInput
          className={classes.field}
          label="Network name"
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          readOnly={joining}
          autoCapitalize="off"
          autoComplete="off"
          spellCheck={false}
        />
      )}
      {(byHand || network?.secured) && (
        <PasswordInput
          ref={passwordField}
          className={classes.field}
          label="Password"
          description={byHand ? 'Leave it empty for an open network' : undefined}
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          readOnly={joining}
          visibilityToggleButtonProps={{ 'aria-label': 'Show the password', tabIndex: 0 }}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
        />
      )}
      {sentence && !joining && (
        <Alert color="red" role="alert" icon={<IconAlertTriangle size={18} aria-hidden />}>
          {sentence}
        </Alert>
      )}
      <DisabledReason reason={reason}>
        <Button type="submit" loading={joining}>
          Join
        </Button>
      </DisabledReason>
      <span role="status" className={classes.later}>
        {joining && `Joining “${ssid}”. This takes up to a minute…`}
      </span>
    </form>
  )
}
