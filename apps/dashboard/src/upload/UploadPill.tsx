import { UnstyledButton } from '@mantine/core'
import { IconUpload } from '@tabler/icons-react'
import { pillWords } from './pillWords.ts'
import classes from './UploadPill.module.css'
import type { Upload } from './uploadState.ts'
import { uploads } from './uploadStore.ts'

/** What became of the uploads while the panel is closed; opens it again. */
export function UploadPill({ items }: { items: readonly Upload[] }) {
  return (
    <UnstyledButton className={classes.root} onClick={uploads.show}>
      <IconUpload size={16} aria-hidden />
      <span className="numeric">{pillWords(items)}</span>
    </UnstyledButton>
  )
}
