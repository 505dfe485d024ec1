import { IconDeviceUnknown } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { idWords } from '../fleet/deviceNames.ts'
import { EmptyState } from '../ui/EmptyState.tsx'
import { Page } from '../ui/Page.tsx'
import { Panel } from '../ui/Panel.tsx'

/** The page of a device that is not there: forgotten, merged away under another server, or never known. */
export function MissingDevice({ id, back }: { id: string; back: ReactNode }) {
  return (
    <Page title="No such device" back={back}>
      <Panel title={idWords(id)}>
        <EmptyState
          icon={<IconDeviceUnknown size={24} stroke={1.5} />}
          title="No device is known by this name"
        >
          It may have been forgotten, or it has never called. It shows up by itself at its next check-in.
        </EmptyState>
      </Panel>
    </Page>
  )
}
