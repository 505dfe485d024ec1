import { parseDeviceQuery } from '@cyberdeck-ota/core'
import { Alert, Button, Skeleton } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconFlask, IconPlugConnected } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Suspense, useCallback, useState } from 'react'
import { deviceQueries } from '../api/deviceQueries.ts'
import { lazyPart } from '../ui/lazyPart.ts'
import { Page } from '../ui/Page.tsx'
import { ProblemNotice } from '../ui/ProblemNotice.tsx'
import { DeviceListPanel } from './DeviceListPanel.tsx'
import classes from './DevicesPage.module.css'
import type { DeviceListState } from './deviceList.ts'
import { NoDevices } from './NoDevices.tsx'
import { QueryBox } from './QueryBox.tsx'
import { ViewChips } from './ViewChips.tsx'

const SketchDialog = lazyPart(() => import('../sketch/SketchDialog.tsx'), 'SketchDialog')
const SimulateDialog = lazyPart(() => import('../verdict/SimulateDialog.tsx'), 'SimulateDialog')

interface DevicesPageProps {
  list: DeviceListState
  onList: (list: DeviceListState, kind: 'step' | 'refine') => void
}

/** Every device the server has heard of. */
export function DevicesPage({ list, onList }: DevicesPageProps) {
  const [connecting, { open: connect, close: connected }] = useDisclosure(false)
  const [simulating, { open: simulate, close: simulated }] = useDisclosure(false)
  const { query } = list
  const read = parseDeviceQuery(query)
  const problem = 'problem' in read ? read.problem : null
  const page = useQuery({ ...deviceQueries.page(list), enabled: problem === null })
  const [shown, setShown] = useState(list)
  if (!page.isPlaceholderData && shown !== list) setShown(list)
  const change = useCallback(
    (changed: Partial<DeviceListState>) => {
      const another = 'query' in changed || 'sort' in changed
      const start = another ? { cursor: null, page: 1 } : {}
      onList({ ...list, ...start, ...changed }, 'cursor' in changed ? 'step' : 'refine')
    },
    [list, onList],
  )
  const ask = (text: string) => change({ query: text })
  const isEmpty = page.data?.total === 0 && query === '' && list.cursor === null
  return (
    <Page
      title="Devices"
      actions={
        !isEmpty && (
          <>
            <Button variant="default" leftSection={<IconFlask size={16} aria-hidden />} onClick={simulate}>
              Simulate
            </Button>
            <Button
              variant="default"
              leftSection={<IconPlugConnected size={16} aria-hidden />}
              onClick={connect}
            >
              Connect a board
            </Button>
          </>
        )
      }
    >
      {isEmpty ? (
        <NoDevices />
      ) : (
        <>
          <ViewChips query={query} onQuery={ask} />
          <div className={classes.search}>
            <QueryBox query={query} onQuery={ask} />
          </div>
          {problem && (
            <Alert color="red" role="alert">
              <div>{problem}</div>
              <Button size="compact-sm" variant="default" mt="xs" onClick={() => ask('')}>
                Show all devices
              </Button>
            </Alert>
          )}
          {page.isError && (
            <ProblemNotice
              error={page.error}
              retry={() => (list.cursor === null ? page.refetch() : change({ cursor: null, page: 1 }))}
            />
          )}
          {page.data && !problem && !page.isError && (
            <DeviceListPanel list={list} onList={change} answer={page.data} shown={shown} />
          )}
          {page.isPending && !problem && <ListSkeleton />}
        </>
      )}
      <Suspense>
        {connecting && <SketchDialog onClose={connected} />}
        {simulating && <SimulateDialog onClose={simulated} />}
      </Suspense>
    </Page>
  )
}

function ListSkeleton() {
  return (
    <div className={classes.skeleton} aria-busy>
      {Array.from({ length: 8 }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: all alike
        <Skeleton key={row} height={34} />
      ))}
    </div>
  )
}
