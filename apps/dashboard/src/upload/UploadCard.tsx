import { ActionIcon, Tooltip } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { useId } from 'react'
import { listOfParts } from '../image/partWords.ts'
import { Bytes } from '../ui/Bytes.tsx'
import classes from './UploadCard.module.css'
import { UploadStep } from './UploadStep.tsx'
import type { Upload } from './uploadState.ts'
import { uploads } from './uploadStore.ts'

/** One file, from being read to being kept. */
export function UploadCard({ upload }: { upload: Upload }) {
  const { id, file, parts, state } = upload
  const title = useId()
  const underWay = state.step === 'sending' || state.step === 'waiting'
  return (
    <li className={classes.root} aria-labelledby={title}>
      <div className={classes.header}>
        <h3 className={classes.name} id={title}>
          {file.name}
        </h3>
        <span className={classes.size}>
          <Bytes value={file.size} />
        </span>
        {!underWay && (
          <Tooltip label="Take off this list">
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={`Take ${file.name} off this list`}
              onClick={() => uploads.remove(id)}
            >
              <IconX size={16} />
            </ActionIcon>
          </Tooltip>
        )}
      </div>
      {Object.keys(parts).length > 0 && <p className={classes.parts}>with {listOfParts(parts)}</p>}
      <div className={classes.body}>
        <UploadStep upload={upload} />
      </div>
    </li>
  )
}
