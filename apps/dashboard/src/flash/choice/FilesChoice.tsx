import { Alert, Button, FileButton, Group } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useRef } from 'react'
import { DisabledReason } from '../../ui/DisabledReason.tsx'
import classes from './FilesChoice.module.css'
import { FileTable } from './FileTable.tsx'
import type { Firmware } from './firmware.ts'
import { ManifestFacts } from './ManifestFacts.tsx'
import type { Files } from './useFiles.ts'

interface FilesChoiceProps {
  files: Files
  onFiles: (files: File[]) => void
  onUse: (firmware: Firmware) => void
}

/** Files from the visitor's disk: what each is, where it goes, and what is missing. */
export function FilesChoice({ files, onFiles, onUse }: FilesChoiceProps) {
  const { rows, reading, firmware, sentence, doubt, manifest } = files
  const said = sentence ?? doubt
  return (
    <>
      {rows.length === 0 && (
        <div className={classes.zone}>
          <p>Drop a .bin anywhere on this page: an app, or a factory image (merged.bin).</p>
          <p className={classes.more}>
            Or several, each with its address, or the manifest.json of an install button with its files.
          </p>
          <PickFiles words="Choose files" primary onFiles={onFiles} />
        </div>
      )}
      {rows.length > 0 && (
        <>
          <FileTable files={files} />
          {manifest && <ManifestFacts manifest={manifest} />}
          {said && (
            <Alert color="yellow" role="status" icon={<IconAlertTriangle size={18} aria-hidden />}>
              {said}
            </Alert>
          )}
          <Group gap="sm">
            <DisabledReason reason={sentence}>
              <Button onClick={() => firmware && onUse(firmware)}>
                {rows.length === 1 ? 'Use this file' : 'Use these files'}
              </Button>
            </DisabledReason>
            <PickFiles words="Add files" onFiles={onFiles} />
          </Group>
        </>
      )}
      <p className={classes.reading} role="status">
        {reading && 'Reading the files…'}
      </p>
    </>
  )
}

interface PickFilesProps {
  words: string
  primary?: boolean
  onFiles: (files: File[]) => void
}

/** Opens the file dialog. Of no kind in particular: a wrong one is to be chosen and explained rather than greyed out. */
function PickFiles({ words, primary = false, onFiles }: PickFilesProps) {
  const reset = useRef<() => void>(null)
  const pick = (picked: File[]) => {
    onFiles(picked)
    // The same file, built anew, can be chosen again.
    reset.current?.()
  }
  return (
    <FileButton multiple resetRef={reset} onChange={pick}>
      {(props) => (
        <Button {...props} variant={primary ? 'filled' : 'default'}>
          {words}
        </Button>
      )}
    </FileButton>
  )
}
