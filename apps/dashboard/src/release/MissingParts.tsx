import { cableFilesOf } from '@cyberdeck-ota/core'
import type { Build } from '@cyberdeck-ota/schema'
import { Button } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import type { ReleaseName } from '../api/commands.ts'
import { canHaveParts } from '../image/canHaveParts.ts'
import { pickFiles } from '../ui/pickFiles.ts'
import { toastError } from '../ui/toast.tsx'
import { uploadPartsOf } from '../upload/uploadPartsOf.ts'
import classes from './MissingParts.module.css'

interface MissingPartsProps {
  release: ReleaseName
  board: string
  build: Build
}

/** Says of a build that starts no blank board what it lacks, and takes it; nothing for any other, or where nothing could help. */
export function MissingParts({ release, board, build }: MissingPartsProps) {
  const { product, version } = release
  const { fileName, factory } = build
  const adding = useMutation({
    mutationFn: (files: File[]) => uploadPartsOf({ product, version, board, fileName }, files),
    onError: toastError,
  })
  if (cableFilesOf(build) || !canHaveParts(build)) return null
  return (
    <div className={classes.root}>
      <p className={classes.words}>
        A blank board cannot be flashed from this build:{' '}
        {factory
          ? 'the factory image it was taken out of has no bootloader where a blank board needs it.'
          : 'it came without bootloader and partition table.'}
      </p>
      <Button
        size="xs"
        variant="default"
        leftSection={<IconPlus size={14} aria-hidden />}
        loading={adding.isPending}
        onClick={() => pickFiles((files) => adding.mutate(files))}
      >
        Add bootloader and partition table…
      </Button>
    </div>
  )
}
