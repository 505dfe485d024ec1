import type { FlashRefusal } from '@cyberdeck-ota/flasher'
import { Alert, Button, Group } from '@mantine/core'
import { IconBan } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { focusWhenLost } from '../../ui/focusWhenLost.ts'
import type { Desk, DeskState } from '../desk.ts'
import classes from './RefusalNotice.module.css'
import { refusalHelp } from './refusalHelp.ts'

interface RefusalNoticeProps {
  state: DeskState
  /** Why the files do not go on the board; null when they do, or none is connected. */
  refusal: FlashRefusal | null
  desk: Desk
}

/** Why what was chosen does not go on this board, and what does. The board stays connected. */
export function RefusalNotice({ state, refusal, desk }: RefusalNoticeProps) {
  const { fetching, firmware } = state
  const missingFiles = refusal?.code === 'nothing-chosen'
  if (fetching.kind === 'impossible') {
    return (
      <Notice sentences={[fetching.sentence, missingFiles ? null : (refusal?.sentence ?? null)]}>
        <OtherFirmware desk={desk} />
        <Button size="xs" variant="default" onClick={() => desk.chooseFirmware(firmware)}>
          Look again
        </Button>
      </Notice>
    )
  }
  if (!refusal || (missingFiles && firmware)) return null
  if (missingFiles) return <p className={classes.hint}>Choose the firmware; the board stays connected.</p>
  const { text, way } = refusalHelp[refusal.code]
  return (
    <Notice sentences={[refusal.sentence, text]}>
      {way === 'keep' && (
        <Button size="xs" ref={focusWhenLost} onClick={() => desk.setEraseAll(false)}>
          Keep what is on the board
        </Button>
      )}
      {way === 'board' ? (
        <Button size="xs" ref={focusWhenLost} onClick={() => void desk.another()}>
          Flash another board
        </Button>
      ) : (
        <OtherFirmware
          desk={desk}
          quiet={way === 'keep'}
          adds={way === 'files' && firmware?.kind === 'files'}
        />
      )}
    </Notice>
  )
}

function Notice({ sentences, children }: { sentences: (string | null)[]; children: ReactNode }) {
  return (
    <Alert color="red" role="alert" icon={<IconBan size={18} aria-hidden />}>
      {sentences.map(
        (sentence) =>
          sentence && (
            <p key={sentence} className={classes.text}>
              {sentence}
            </p>
          ),
      )}
      <Group gap="xs" mt="sm">
        {children}
      </Group>
    </Alert>
  )
}

interface OtherFirmwareProps {
  desk: Desk
  quiet?: boolean
  /** The files that are chosen stay in the form, for more to be put beside them. */
  adds?: boolean
}

function OtherFirmware({ desk, quiet = false, adds = false }: OtherFirmwareProps) {
  return (
    <Button
      size="xs"
      {...(quiet && { variant: 'default' })}
      ref={focusWhenLost}
      onClick={() => desk.chooseFirmware(null)}
    >
      {adds ? 'Add files' : 'Choose other firmware'}
    </Button>
  )
}
