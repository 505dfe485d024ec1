import { Alert, Button } from '@mantine/core'
import { IconPackage } from '@tabler/icons-react'
import { Bytes } from '../ui/Bytes.tsx'
import type { Candidate } from './candidate.ts'
import { uploads } from './uploadStore.ts'

/** A factory image: of use over the air is only the app inside it. */
export function MergedStep({ id, app }: { id: number; app: Candidate }) {
  const { image, bytes, inside } = app
  return (
    <Alert
      color="blue"
      icon={<IconPackage size={18} aria-hidden />}
      title="A factory image, for flashing by USB"
    >
      <p style={{ margin: 0 }}>
        It holds bootloader, partition table and app in one file. A board that updates over the air can take
        the app only: {image.chip ?? 'unknown chip'}, <Bytes value={bytes.size} />
        {inside && `, from ${inside.label} at 0x${inside.factory.appOffset.toString(16)}`}. The whole file is
        kept beside it.
      </p>
      <Button size="xs" mt="sm" onClick={() => uploads.takeApp(id)}>
        Use the app inside it
      </Button>
    </Alert>
  )
}
