import type { WifiNetwork } from '@cyberdeck-ota/flasher'
import { Radio } from '@mantine/core'
import {
  IconAntennaBars2,
  IconAntennaBars3,
  IconAntennaBars4,
  IconAntennaBars5,
  IconLock,
  IconLockOpen2,
} from '@tabler/icons-react'
import classes from './NetworkChoice.module.css'
import { signalOf } from './networks.ts'

interface NetworkChoiceProps {
  networks: readonly WifiNetwork[]
  /** A network's name; null for one that is named by hand, undefined for none yet. */
  chosen: string | null | undefined
  locked: boolean
  onChoose: (name: string | null) => void
}

const BY_HAND = 'by hand'
const seen = (name: string) => `seen ${name}`
const signals = [IconAntennaBars2, IconAntennaBars3, IconAntennaBars4, IconAntennaBars5] as const

/** The networks that a board sees, and one more for those that it does not. */
export function NetworkChoice({ networks, chosen, locked, onChoose }: NetworkChoiceProps) {
  const value = chosen === undefined ? null : chosen === null ? BY_HAND : seen(chosen)
  return (
    <Radio.Group
      label="Network"
      value={value}
      onChange={(next) => onChoose(networks.find(({ name }) => seen(name) === next)?.name ?? null)}
      readOnly={locked}
    >
      <div className={classes.list}>
        {networks.map((network) => (
          <Radio
            key={network.name}
            classNames={{ body: classes.row, labelWrapper: classes.label }}
            value={seen(network.name)}
            label={<Network network={network} />}
          />
        ))}
        <Radio
          classNames={{ body: classes.row, labelWrapper: classes.label }}
          value={BY_HAND}
          label="Another or hidden network"
        />
      </div>
    </Radio.Group>
  )
}

function Network({ network: { name, rssi, secured } }: { network: WifiNetwork }) {
  const { bars, word } = signalOf(rssi)
  const Signal = signals[bars]
  const Lock = secured ? IconLock : IconLockOpen2
  return (
    <span className={classes.network}>
      <span className={classes.name}>{name}</span>
      <span className={classes.fact} title={`${rssi} dBm`}>
        <Signal size={18} aria-hidden /> {word}
      </span>
      <span className={classes.fact}>
        <Lock size={14} aria-hidden /> {secured ? 'password' : 'open'}
      </span>
    </span>
  )
}
