import { Button } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconPlugConnected, IconUpload } from '@tabler/icons-react'
import { useSuspenseQuery } from '@tanstack/react-query'
import { Suspense } from 'react'
import { deviceQueries } from '../api/deviceQueries.ts'
import { queries } from '../api/queries.ts'
import { DemoBanner } from '../demo/DemoBanner.tsx'
import { lazyPart } from '../ui/lazyPart.ts'
import { Page } from '../ui/Page.tsx'
import { ProblemNotice } from '../ui/ProblemNotice.tsx'
import { pickFirmware } from '../upload/pickFirmware.ts'
import { AttentionPanel } from './AttentionPanel.tsx'
import { CheckInsPanel } from './CheckInsPanel.tsx'
import { CurrentReleases } from './CurrentReleases.tsx'
import { Checklist } from './checklist/Checklist.tsx'
import { FieldPanel, type FieldView } from './field/FieldPanel.tsx'
import { healthSentence } from './health.ts'
import { useAttention } from './useAttention.ts'

const SketchDialog = lazyPart(() => import('../sketch/SketchDialog.tsx'), 'SketchDialog')

interface OverviewPageProps {
  /** Words that the check-ins shown must have. */
  find: string
  onFind: (words: string) => void
  field: FieldView
  onField: (view: FieldView) => void
}

/** How the fleet is, what needs its owner, what is published, and who has just called. */
export function OverviewPage({ find, onFind, field, onField }: OverviewPageProps) {
  const { data: registry } = useSuspenseQuery(queries.registry)
  const { data: server } = useSuspenseQuery(queries.server)
  const { data: latest } = useSuspenseQuery(queries.checkIns)
  const [connecting, { open: connect, close: connected }] = useDisclosure(false)
  const { data: views } = useSuspenseQuery(deviceQueries.views)
  const { needs, putAside, error } = useAttention()
  return (
    <Page
      title="Overview"
      description={healthSentence(views, needs.length)}
      actions={
        <>
          <Button
            variant="default"
            leftSection={<IconPlugConnected size={16} aria-hidden />}
            onClick={connect}
          >
            Connect a board
          </Button>
          <Button leftSection={<IconUpload size={16} aria-hidden />} onClick={pickFirmware}>
            Upload .bin
          </Button>
        </>
      }
    >
      <DemoBanner />
      <Checklist registry={registry} checkIns={latest.items} />
      {error && <ProblemNotice error={error} />}
      {needs.length > 0 && <AttentionPanel items={needs} onPutAside={putAside} onConnect={connect} />}
      <CurrentReleases registry={registry} running={server.fleet.running} />
      {views.all > 0 && <FieldPanel registry={registry} view={field} onView={onField} />}
      <CheckInsPanel
        list={latest}
        find={find}
        onFind={onFind}
        // Before the first upload the checklist has a door to it.
        offersDemo={Object.keys(registry.products).length > 0}
      />
      {connecting && (
        <Suspense>
          <SketchDialog onClose={connected} />
        </Suspense>
      )}
    </Page>
  )
}
