import { Alert, Anchor } from '@mantine/core'
import { IconLifebuoy } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { deviceQueries } from '../api/deviceQueries.ts'
import { deviceName, idWords } from '../fleet/deviceNames.ts'
import { paths } from '../paths.ts'
import { macsOf } from './rescue.ts'

interface RescueNoticeProps {
  id: string
  /** Whether it is known what to bring it back with. */
  hasBuild: boolean
}

/** For which device the page was opened. */
export function RescueNotice({ id, hasBuild }: RescueNoticeProps) {
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
      {hasBuild
        ? 'The release below is the last that it was seen to run, or else what it is meant to run.'
        : 'Nothing tells which release it ran, so choose the firmware below.'}{' '}
      Its settings stay, unless everything is erased.
    </Alert>
  )
}
