import { findProduct, findRelease } from '@cyberdeck-ota/core'
import { Anchor } from '@mantine/core'
import { useSuspenseQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { queries } from '../api/queries.ts'
import { paths } from '../paths.ts'
import { FlashReleaseButton } from '../releaseActions/FlashRelease.tsx'
import { ReleaseActions } from '../releaseActions/ReleaseActions.tsx'
import { ReleaseBadges } from '../releaseActions/ReleaseBadges.tsx'
import { ReleaseMenu } from '../releaseActions/ReleaseMenu.tsx'
import { SetLatestButton } from '../releaseActions/SetLatestButton.tsx'
import { Page } from '../ui/Page.tsx'
import { RelativeTime } from '../ui/RelativeTime.tsx'
import { BuildPanel } from './BuildPanel.tsx'
import { LabelsPanel } from './LabelsPanel.tsx'
import { MissingRelease } from './MissingRelease.tsx'
import { NotesPanel } from './NotesPanel.tsx'
import { PathPanel } from './PathPanel.tsx'
import classes from './ReleasePage.module.css'
import { RunsPanel } from './RunsPanel.tsx'

interface ReleasePageProps {
  /** Of the product. */
  name: string
  version: string
}

/** Everything about one release. */
export function ReleasePage({ name, version }: ReleasePageProps) {
  const { data: registry } = useSuspenseQuery(queries.registry)
  const product = findProduct(registry, name)
  const release = product && findRelease(product, version)
  if (!release) return <MissingRelease registry={registry} name={name} version={version} />
  const boards = Object.entries(release.builds)
  const firmware = (
    <Anchor component={Link} to={paths.firmware()} size="sm">
      Firmware
    </Anchor>
  )
  return (
    <ReleaseActions>
      <Page
        title={name === 'default' ? release.version : `${name} ${release.version}`}
        back={firmware}
        description={
          <span className={classes.description}>
            <ReleaseBadges product={product} version={release.version} />
            <span>
              uploaded <RelativeTime at={release.uploadedAt} />
            </span>
          </span>
        }
        actions={
          <>
            <ReleaseMenu registry={registry} productName={name} product={product} release={release} large />
            <FlashReleaseButton release={{ product: name, version: release.version }} product={product} />
            <SetLatestButton release={{ product: name, version: release.version }} product={product} />
          </>
        }
      >
        <div className={classes.columns}>
          <NotesPanel name={name} release={release} />
          <RunsPanel name={name} version={release.version} />
        </div>
        <LabelsPanel name={name} release={release} />
        <PathPanel name={name} product={product} release={release} />
        {boards.map(([board, build]) => (
          <BuildPanel
            key={board}
            release={{ product: name, version: release.version }}
            board={board}
            title={boards.length > 1 || board !== 'default' ? `Build for ${board}` : 'Build'}
            build={build}
          />
        ))}
      </Page>
    </ReleaseActions>
  )
}
