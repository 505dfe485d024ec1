import { useLocalStorage } from '@mantine/hooks'
import { useSuspenseQuery } from '@tanstack/react-query'
import { queries } from '../api/queries.ts'
import { attention } from './attention.ts'

/** What needs the owner now, without what was put aside in this browser. */
export function useAttention() {
  const { data: registry } = useSuspenseQuery(queries.registry)
  const { data: server } = useSuspenseQuery(queries.server)
  const { data: latest } = useSuspenseQuery(queries.checkIns)
  const { data: all } = useSuspenseQuery(queries.allCheckIns)
  const [aside, setAside] = useLocalStorage<string[]>({
    key: 'cyberdeck-put-aside',
    defaultValue: [],
    getInitialValueInEffect: false,
  })
  const items = attention({ checkIns: [...latest.items, ...all.items], server, registry })
  return {
    needs: items.filter(({ putAsideAs }) => putAsideAs === null || !aside.includes(putAsideAs)),
    // What does not occur any more need not be remembered.
    putAside: (occurrence: string) =>
      setAside([...aside.filter((name) => items.some(({ putAsideAs }) => putAsideAs === name)), occurrence]),
  }
}
