import { Button, Drawer } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { pickFirmware } from './pickFirmware.ts'
import { UploadCard } from './UploadCard.tsx'
import classes from './UploadDrawer.module.css'
import type { Upload } from './uploadState.ts'
import { uploads } from './uploadStore.ts'

interface UploadDrawerProps {
  items: readonly Upload[]
  opened: boolean
}

/** The files that were dropped or chosen, and what is to be done with each. */
export function UploadDrawer({ items, opened }: UploadDrawerProps) {
  return (
    <Drawer
      opened={opened}
      onClose={uploads.hide}
      position="right"
      size="min(36rem, 100vw)"
      title="Upload firmware"
      classNames={{ title: classes.title, content: classes.content, header: classes.header }}
      closeButtonProps={{ 'aria-label': 'Close; uploads go on' }}
    >
      <ul className={classes.list}>
        {items.map((upload) => (
          <UploadCard key={upload.id} upload={upload} />
        ))}
      </ul>
      <Button
        variant="subtle"
        size="compact-sm"
        mt="md"
        leftSection={<IconPlus size={14} aria-hidden />}
        onClick={pickFirmware}
      >
        Add a file
      </Button>
    </Drawer>
  )
}
