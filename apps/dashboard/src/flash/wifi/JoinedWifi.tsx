import type { WifiState } from '@cyberdeck-ota/flasher'
import { Anchor, Button } from '@mantine/core'
import { Copyable } from '../../ui/Copyable.tsx'
import { StatusDot } from '../../ui/StatusDot.tsx'
import classes from './WifiStep.module.css'
import { webAddress } from './webAddress.ts'

interface JoinedWifiProps {
  wifi: WifiState
  /** Offers another network; left out where there is no asking the board any more. */
  onChange?: () => void
}

/** A board on its network. */
export function JoinedWifi({ wifi: { ssid, url, device }, onChange }: JoinedWifiProps) {
  const name = device.name || 'The board'
  const address = url === null ? null : webAddress(url)
  return (
    <div className={classes.root}>
      <p className={classes.line} role="status">
        <StatusDot tone="good">{ssid ? `${name} joined “${ssid}”` : `${name} is on its Wi-Fi`}</StatusDot>
      </p>
      {url && (
        <p className={classes.text}>
          It says that it is reached at{' '}
          {address ? (
            <Anchor
              href={address}
              target="_blank"
              rel="noreferrer"
              inherit
              underline="always"
              className={classes.address}
            >
              {address}
            </Anchor>
          ) : (
            <Copyable value={url} label="address" />
          )}
        </p>
      )}
      {onChange && (
        <Button size="compact-sm" variant="default" onClick={onChange}>
          Use another network
        </Button>
      )}
    </div>
  )
}
