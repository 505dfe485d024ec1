import { Button } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconPlugConnected, IconUpload } from '@tabler/icons-react'
import { useSuspenseQuery } from '@tanstack/react-query'
import { Suspense } from 'react'
import { queries } from '../api/queries.ts'
import { lazyPart } from '../ui/lazyPart.ts'
import { Page } from '../ui/Page.tsx'
import { pickFirmware } from '../upload/pickFirmware.ts'
import { AttentionPanel } from './AttentionPanel.tsx'
import { CheckInsPanel } from './CheckInsPanel.tsx'
import { CurrentReleases } from './CurrentReleases.tsx'
import { Checklist } from './checklist/Checklist.tsx'
import { healthSentence } from './health.ts'
import { useAttention } from './useAttention.ts'

const SketchDialog = lazyPart(() => import('../sketch/SketchDialog.tsx'), 'SketchDialog')

interface OverviewPageProps {
  /** Words that the check-ins shown must have. */
  find: string
  onFind: (words: string) => void
}

/** How the fleet is, what needs its owner, what is published, and who has just called. */
export function OverviewPage({ find, onFind }: OverviewPageProps) {
  const { data: registry } = useSuspenseQuery(queries.registry)
  const { data: server } = useSuspenseQuery(queries.server)
  const { data: latest } = useSuspenseQuery(queries.checkIns)
  const [connecting, { open: connect, close: connected }] = useDisclosure(false)
  const { needs, putAside } = useAttention()
  return (
    <Page
      title="Overview"
      description={healthSentence(registry, server, needs.length)}
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
      <Checklist registry={registry} checkIns={latest.items} />
      {needs.length > 0 && <AttentionPanel items={needs} onPutAside={putAside} onConnect={connect} />}
      <CurrentReleases registry={registry} running={server.fleet.running} />
      <CheckInsPanel list={latest} find={find} onFind={onFind} />
      {connecting && (
        <Suspense>
          <SketchDialog onClose={connected} />
        </Suspense>
      )}
    </Page>
  )
}
