import { Anchor } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { paths } from '../../paths.ts'
import { deviceIfKnown } from '../joined/readHeard.ts'

/** The page of a board that has been on the cable; nothing until it has made a check-in, and so has one. */
export function DeviceLink({ mac }: { mac: string }) {
  const { data: device } = useQuery(deviceIfKnown(mac))
  if (!device) return null
  return (
    <Anchor component={Link} to={paths.device(device.id)} size="sm">
      Its device page
    </Anchor>
  )
}
