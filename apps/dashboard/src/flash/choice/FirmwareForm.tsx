import type { Registry } from '@cyberdeck-ota/schema'
import { Button, SegmentedControl } from '@mantine/core'
import { useEffect, useMemo, useRef } from 'react'
import { FilesChoice } from './FilesChoice.tsx'
import classes from './FirmwareForm.module.css'
import type { Firmware } from './firmware.ts'
import { ReleaseForm } from './ReleaseForm.tsx'
import { releaseChoices } from './releaseChoices.ts'
import type { Files } from './useFiles.ts'

/** Where firmware comes from. */
export type Source = 'library' | 'files'

interface FirmwareFormProps {
  registry: Registry
  /** What is chosen already. */
  firmware: Firmware | null
  files: Files
  source: Source
  /** Whether it gets the focus. */
  focus: boolean
  onSource: (source: Source) => void
  onFiles: (files: File[]) => void
  onUse: (firmware: Firmware) => void
  /** Leaves everything as it was; without it there is nothing to go back to. */
  onKeep?: () => void
}

/** Asks for the firmware. An empty library is not asked about. */
export function FirmwareForm(props: FirmwareFormProps) {
  const { registry, firmware, files, source, focus, onSource, onFiles, onUse, onKeep } = props
  const choices = useMemo(() => releaseChoices(registry), [registry])
  const root = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (focus) root.current?.focus()
  }, [focus])
  const chosen = firmware?.kind === 'release' ? firmware : null
  return (
    <div ref={root} tabIndex={-1} className={classes.root}>
      {choices.length > 0 && (
        <SegmentedControl
          aria-label="Where the firmware comes from"
          data={[
            { value: 'library', label: 'A release' },
            { value: 'files', label: 'Files from this computer' },
          ]}
          value={source}
          onChange={(value) => onSource(value === 'files' ? 'files' : 'library')}
        />
      )}
      {source === 'library' && choices.length > 0 ? (
        <ReleaseForm choices={choices} chosen={chosen} onUse={onUse} />
      ) : (
        <FilesChoice files={files} onFiles={onFiles} onUse={onUse} />
      )}
      {onKeep && (
        <Button variant="subtle" color="gray" size="xs" onClick={onKeep}>
          Keep what was chosen
        </Button>
      )}
    </div>
  )
}
