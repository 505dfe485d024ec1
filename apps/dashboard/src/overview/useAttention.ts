import type { DeviceList } from '@cyberdeck-ota/schema'
import { useLocalStorage } from '@mantine/hooks'
import { useQueries, useSuspenseQuery } from '@tanstack/react-query'
import { deviceQueries } from '../api/deviceQueries.ts'
import { queries } from '../api/queries.ts'
import { attention, type NeedyDevices, needyQueries } from './attention.ts'

const kinds = Object.keys(needyQueries) as (keyof NeedyDevices)[]
const none: DeviceList = { items: [], next: null, total: 0 }

/** What needs the owner now, without what was put aside in this browser. */
export function useAttention() {
  const { data: registry } = useSuspenseQuery(queries.registry)
  const { data: server } = useSuspenseQuery(queries.server)
  const { data: latest } = useSuspenseQuery(queries.checkIns)
  const { data: all } = useSuspenseQuery(queries.allCheckIns)
  const lists = useQueries({ queries: kinds.map((kind) => deviceQueries.some(needyQueries[kind])) })
  const [aside, setAside] = useLocalStorage<string[]>({
    key: 'cyberdeck-put-aside',
    defaultValue: [],
    getInitialValueInEffect: false,
  })
  const devices = Object.fromEntries(
    kinds.map((kind, index) => [kind, lists[index]?.data ?? none]),
  ) as Record<keyof NeedyDevices, DeviceList>
  const items = attention({ devices, checkIns: [...latest.items, ...all.items], server, registry })
  return {
    needs: items.filter(({ putAsideAs }) => putAsideAs === null || !aside.includes(putAsideAs)),
    /** Why a part of it could not be read; null when it could. */
    error: lists.find(({ error }) => error !== null)?.error ?? null,
    // What does not occur any more need not be remembered.
    putAside: (occurrence: string) =>
      setAside([...aside.filter((name) => items.some(({ putAsideAs }) => putAsideAs === name)), occurrence]),
  }
}
