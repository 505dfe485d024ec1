import { FactoryPartName } from '@cyberdeck-ota/schema'
import { ActionIcon, Alert, Button, Tooltip } from '@mantine/core'
import { IconBan, IconPlus, IconX } from '@tabler/icons-react'
import { useRef } from 'react'
import { midSentence, partWords } from '../image/partWords.ts'
import { Bytes } from '../ui/Bytes.tsx'
import { pickFiles } from '../ui/pickFiles.ts'
import { type Candidate, canTakeParts } from './candidate.ts'
import type { Judgement } from './judgeUpload.ts'
import classes from './PartsField.module.css'
import { isMadeHere, type PartFile, type PartFiles } from './partFiles.ts'
import { uploads } from './uploadStore.ts'

interface PartsFieldProps {
  id: number
  candidate: Candidate
  parts: PartFiles
  /** Why they do not start this app on a blank board. */
  problem: string | null
  gains: Judgement['gains']
  /** The one typed. */
  version: string
}

/** What goes beside the app for flashing a blank board; optional. */
export function PartsField({ id, candidate, parts, problem, gains, version }: PartsFieldProps) {
  const root = useRef<HTMLFieldSetElement>(null)
  const there = FactoryPartName.options.flatMap((name) => parts[name] ?? [])
  if (there.length === 0 && !canTakeParts(candidate)) return null
  const complete = parts.bootloader && parts.partitions

  /** The button goes with its part; what is left is the place to go on from. */
  function leaveOut({ name }: PartFile) {
    uploads.removePart(id, name)
    root.current?.focus()
  }

  return (
    <fieldset className={classes.root} aria-label="For a blank board" tabIndex={-1} ref={root}>
      {there.length > 0 && (
        <ul className={classes.list}>
          {there.map((part) => (
            <Part key={part.name} part={part} onLeaveOut={() => leaveOut(part)} />
          ))}
        </ul>
      )}
      {problem && (
        <Alert color="red" role="alert" icon={<IconBan size={18} aria-hidden />}>
          {problem}
        </Alert>
      )}
      {there.length > 0 && !problem && (
        <p className={classes.words} role="status">
          A blank board can be flashed from it. {gains && gainWords[gains](version)}
        </p>
      )}
      {!complete && (
        <div>
          <Button
            variant="subtle"
            size="compact-sm"
            leftSection={<IconPlus size={14} aria-hidden />}
            onClick={() => pickFiles((files) => uploads.add(files, { app: id }))}
          >
            {`Add ${wanted(parts)}`}
          </Button>
          {there.length === 0 && (
            <p className={classes.words}>Optional: with them, a cable can flash a blank board.</p>
          )}
        </div>
      )}
    </fieldset>
  )
}

const gainWords: Record<NonNullable<Judgement['gains']>, (version: string) => string> = {
  added: (version) => `${version} is here already without them: saving adds them to it.`,
  replaced: (version) =>
    `${version} is here already: saving puts them in place of what it has for a blank board.`,
}

function wanted({ bootloader, partitions }: PartFiles): string {
  if (bootloader) return 'partition table'
  return partitions ? 'bootloader' : 'bootloader and partition table'
}

function Part({ part, onLeaveOut }: { part: PartFile; onLeaveOut: () => void }) {
  const { name, file } = part
  return (
    <li className={classes.part}>
      <span className={classes.name}>
        {partWords[name]}:{' '}
        {isMadeHere(part) ? (
          'empty, as the partition table has a place for it'
        ) : (
          <span className={classes.file}>{file.name}</span>
        )}
      </span>
      <span className={classes.size}>
        <Bytes value={file.size} />
      </span>
      {!isMadeHere(part) && (
        <Tooltip label={`Leave the ${midSentence(name)} out`}>
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={`Leave the ${midSentence(name)} out`}
            onClick={onLeaveOut}
          >
            <IconX size={16} />
          </ActionIcon>
        </Tooltip>
      )}
    </li>
  )
}
