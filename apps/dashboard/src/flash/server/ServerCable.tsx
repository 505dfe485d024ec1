import { Skeleton, Stack } from '@mantine/core'
import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { flashJobQueries } from '../../api/flashJobQueries.ts'
import { queries } from '../../api/queries.ts'
import { Panel } from '../../ui/Panel.tsx'
import { ProblemNotice } from '../../ui/ProblemNotice.tsx'
import { NoReleases } from '../choice/NoReleases.tsx'
import { pickedBuild } from '../choice/pickedBuild.ts'
import { releaseChoices } from '../choice/releaseChoices.ts'
import type { SharedChoice } from '../choice/sharedChoice.ts'
import { JobList } from './JobList.tsx'
import { NoServerPorts } from './NoServerPorts.tsx'
import { busyPorts } from './portWords.ts'
import { StartJob } from './StartJob.tsx'

/** Flashes a board that is plugged into the server: what runs there goes on without this page. */
export function ServerCable({ firmware, onChoose }: SharedChoice) {
  const { data: registry } = useSuspenseQuery(queries.registry)
  const ports = useQuery(flashJobQueries.ports)
  const jobs = useQuery(flashJobQueries.jobs)
  const busy = busyPorts(jobs.data?.items ?? [])
  const choices = releaseChoices(registry)
  const picked = pickedBuild(choices, firmware)

  return (
    <Stack gap="md">
      <Panel
        title="Board on the server"
        description="It is flashed by the server, also while this page is closed"
      >
        {ports.isPending && <Skeleton height={120} />}
        {ports.isError && <ProblemNotice error={ports.error} retry={() => void ports.refetch()} />}
        {ports.data && ports.data.items.length === 0 && (
          <NoServerPorts unavailable={ports.data.unavailable} />
        )}
        {ports.data && ports.data.items.length > 0 && !picked && <NoReleases />}
        {ports.data && ports.data.items.length > 0 && picked && (
          <StartJob
            ports={ports.data.items}
            busy={busy}
            choices={choices}
            picked={picked}
            onChoose={onChoose}
          />
        )}
      </Panel>
      {jobs.isError && <ProblemNotice error={jobs.error} retry={() => void jobs.refetch()} />}
      {jobs.data && jobs.data.items.length > 0 && (
        <JobList jobs={jobs.data.items} ports={ports.data?.items ?? null} />
      )}
    </Stack>
  )
}
