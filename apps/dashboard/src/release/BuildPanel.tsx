import type { Build } from '@cyberdeck-ota/schema'
import { Button } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { buildFileUrl, type ReleaseName } from '../api/commands.ts'
import { useServerAddress } from '../sketch/useServerAddress.ts'
import { Copyable } from '../ui/Copyable.tsx'
import { Facts } from '../ui/Facts.tsx'
import { formatBytes } from '../ui/formatBytes.ts'
import { Panel } from '../ui/Panel.tsx'
import classes from './BuildPanel.module.css'
import { fileFacts, imageFacts, partFacts } from './buildFacts.tsx'
import { MissingParts } from './MissingParts.tsx'

interface BuildPanelProps {
  release: ReleaseName
  board: string
  title: string
  build: Build
}

/** One image of a release: what is known of it, and its file. */
export function BuildPanel({ release, board, title, build }: BuildPanelProps) {
  const address = `${useServerAddress()}/ota/builds/${build.sha256}.bin`
  const { factory } = build
  return (
    <Panel
      title={title}
      actions={
        <>
          <Button
            component="a"
            href={buildFileUrl({ ...release, board })}
            download
            size="xs"
            variant="default"
            leftSection={<IconDownload size={14} aria-hidden />}
          >
            Download
          </Button>
          {factory && (
            <Button
              component="a"
              href={buildFileUrl({ ...release, board }, 'factory')}
              download
              size="xs"
              variant="default"
              leftSection={<IconDownload size={14} aria-hidden />}
            >
              Factory image, {formatBytes(factory.size)}
            </Button>
          )}
        </>
      }
    >
      <div className={classes.columns}>
        <Facts facts={imageFacts(build)} />
        <Facts facts={fileFacts(build)} />
      </div>
      <div className={classes.address}>
        <Facts
          facts={[
            ...partFacts(build, (part) => buildFileUrl({ ...release, board }, part)),
            ['Fixed address', <Copyable key="address" value={address} label="address of this very build" />],
          ]}
        />
      </div>
      <MissingParts release={release} board={board} build={build} />
    </Panel>
  )
}
