import { Copyable } from '../../ui/Copyable.tsx'
import { Fold } from '../../ui/Fold.tsx'
import type { Capable } from './reachOf.ts'
import classes from './TrustThisAddress.module.css'

interface TrustThisAddressProps {
  /** `http://192.168.1.10:5000` */
  origin: string
  browser: Exclude<Capable, 'firefox'> | null
}

/** Browsers on Chromium can be told to trust one address; for people who know what that means. */
export function TrustThisAddress({ origin, browser }: TrustThisAddressProps) {
  const flag = `${browser ?? 'chrome'}://flags/#unsafely-treat-insecure-origin-as-secure`
  return (
    <Fold summary="If you know what you are doing: make this browser trust the address">
      <ol className={classes.steps}>
        <li>
          Copy <Copyable value={flag} label="address of the setting" /> into the address bar
          {browser === null && ', in a browser that is made of Chromium'}.
        </li>
        <li>
          Write <Copyable value={origin} label="address of this server" /> into the box of the marked setting.
        </li>
        <li>
          Choose <em>Enabled</em>, and <em>Relaunch</em>.
        </li>
      </ol>
      <p className={classes.note}>
        From then on the browser treats this address as if it came over HTTPS, which it does not: anybody on
        the network could change what it sends.
      </p>
    </Fold>
  )
}
