import { Alert, Anchor } from '@mantine/core'
import { IconLifebuoy } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { deviceQueries } from '../api/deviceQueries.ts'
import { deviceName, idWords } from '../fleet/deviceNames.ts'
import { paths } from '../paths.ts'
import type { ReleaseFirmware } from './choice/firmware.ts'
import { isSameRelease } from './firmwareInAddress.ts'
import { macsOf } from './rescue.ts'

interface RescueNoticeProps {
  id: string
  /** The release that the address names: at first the one to bring it back with. */
  named: ReleaseFirmware | null
  hasFirmware: boolean
}

/** For which device the page was opened. */
export function RescueNotice({ id, named, hasFirmware }: RescueNoticeProps) {
  const [lastGood] = useState(named)
  const { data: device } = useQuery(deviceQueries.device(id))
  const name = device ? deviceName(device) : idWords(id)
  const [mac] = device ? macsOf(device) : []
  return (
    <Alert
      color="blue"
      icon={<IconLifebuoy size={18} aria-hidden />}
      title={
        <>
          Rescue of{' '}
          <Anchor component={Link} inherit underline="always" to={paths.device(id)}>
            {name}
          </Anchor>
          {mac && mac !== name && ` (${mac})`}
        </>
      }
    >
      Plug this very board in.{' '}
      {lastGood &&
        isSameRelease(named, lastGood) &&
        'The release below is the last that it was seen to run, or else what it is meant to run. '}
      {!lastGood &&
        !hasFirmware &&
        'Nothing proves which release it ran last, so choose the firmware below. '}
      Its settings stay, unless everything is erased.
    </Alert>
  )
}
