import { formatTerm } from '@cyberdeck-ota/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { deviceQueries } from '../api/deviceQueries.ts'
import { deviceName, idWords } from '../fleet/deviceNames.ts'
import { paths } from '../paths.ts'
import { hasWords, wordsOf } from '../ui/words.ts'
import type { Destination } from './destinations.ts'

/** The devices whose name, id or address has the words typed; the server is asked after a pause. */
export function useFoundDevices(text: string): Destination[] {
  const [settled] = useDebouncedValue(text.trim(), 200)
  const query = wordsOf(settled)
    .slice(0, 20)
    .map((word) => formatTerm({ not: false, field: 'word', text: word }))
    .join(' ')
  const { data } = useQuery({ ...deviceQueries.named(query), enabled: query !== '' && query.length <= 1_000 })
  const words = wordsOf(text)
  if (words.length === 0) return []
  return (
    (data?.items ?? [])
      // What was found for the text before stays until the answer has come.
      .filter(({ name, id, address }) => hasWords(`${name ?? ''} ${id} ${address}`, words))
      .map((device) => ({
        to: paths.device(device.id),
        label: deviceName(device),
        detail: ['Device', device.name === null ? null : idWords(device.id), device.runs ?? device.version]
          .filter((part) => part !== null)
          .join(' · '),
      }))
  )
}
