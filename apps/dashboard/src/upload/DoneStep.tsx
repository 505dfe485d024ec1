import { cableFilesOf } from '@cyberdeck-ota/core'
import type { UploadResult } from '@cyberdeck-ota/schema'
import { Alert, Button } from '@mantine/core'
import { IconCheck } from '@tabler/icons-react'
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
        <Button
          component={Link}
          to={paths.release({ product, version })}
          size="xs"
          variant="default"
          mt="sm"
          onClick={uploads.hide}
        >
          Open {version}
        </Button>
      </Alert>
      <WarningList warnings={warnings} />
    </>
  )
}
