import { cableFilesOf } from '@cyberdeck-ota/core'
import type { UploadResult } from '@cyberdeck-ota/schema'
import { Alert, Button, Group } from '@mantine/core'
import { IconCheck, IconUsb } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { paths } from '../paths.ts'
import { releaseTitle } from '../releaseActions/releaseTitle.ts'
import { uploads } from './uploadStore.ts'
import { WarningList } from './WarningList.tsx'

interface DoneStepProps {
  product: string
  result: UploadResult
}

/** It is kept: where it went, and what is worth knowing about it. */
export function DoneStep({ product, result: { release, build, published, warnings } }: DoneStepProps) {
  const { version } = release
  const title = releaseTitle({ product, version })
  return (
    <>
      <Alert color="teal" role="status" icon={<IconCheck size={18} aria-hidden />}>
        <p style={{ margin: 0 }}>
          {published === null ? `${title} is saved.` : `${title} is saved, and ${published} points at it.`}
          {cableFilesOf(build) && ' A blank board can be flashed from it.'}
        </p>
        <Group gap="xs" mt="sm">
          <Button
            component={Link}
            to={paths.release({ product, version })}
            size="xs"
            variant="default"
            onClick={uploads.hide}
          >
            Open {version}
          </Button>
          <Button
            size="xs"
            variant="default"
            leftSection={<IconUsb size={14} aria-hidden />}
            renderRoot={(props) => <Link {...props} to={paths.flash()} search={{ product, version }} />}
            onClick={uploads.hide}
          >
            Flash a board
          </Button>
        </Group>
      </Alert>
      <WarningList warnings={warnings} />
    </>
  )
}
