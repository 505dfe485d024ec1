import { findProduct, refusalOf, restoreRelease as restoring, sameVersion } from '@cyberdeck-ota/core'
import type { Registry } from '@cyberdeck-ota/schema'
import { Anchor, Button } from '@mantine/core'
import { IconTrash } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { restoreRelease } from '../api/commands.ts'
import { paths } from '../paths.ts'
import { DisabledReason } from '../ui/DisabledReason.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { Page } from '../ui/Page.tsx'
import { Panel } from '../ui/Panel.tsx'
import { RelativeTime } from '../ui/RelativeTime.tsx'
import { toastError } from '../ui/toast.tsx'

interface MissingReleaseProps {
  registry: Registry
  /** Of the product. */
  name: string
  version: string
}

/** The page of a release that is not there: deleted lately, or never known. */
export function MissingRelease({ registry, name, version }: MissingReleaseProps) {
  const removed = Object.values(findProduct(registry, name)?.removed ?? {}).find(({ release }) =>
    sameVersion(release.version, version),
  )
  const release = { product: name, version }
  const firmware = (
    <Anchor component={Link} to={paths.firmware()} size="sm">
      Firmware
    </Anchor>
  )
  return (
    <Page title={removed ? `${version} was deleted` : 'No such release'} back={firmware}>
      <Panel title={`${name} ${version}`}>
        {removed ? (
          <EmptyState
            icon={<IconTrash size={24} stroke={1.5} />}
            title="It can still be brought back"
            action={
              <DisabledReason reason={refusalOf(restoring(release), registry)?.sentence ?? null}>
                <Button onClick={() => restoreRelease(release).catch(toastError)}>Restore {version}</Button>
              </DisabledReason>
            }
          >
            Deleted <RelativeTime at={removed.removedAt} />; its file is kept for a day.
          </EmptyState>
        ) : (
          <EmptyState icon={<IconTrash size={24} stroke={1.5} />} title={`${name} has no release ${version}`}>
            It may have been deleted, or the address is not quite right.
          </EmptyState>
        )}
      </Panel>
    </Page>
  )
}
