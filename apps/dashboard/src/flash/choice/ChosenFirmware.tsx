import type { Registry } from '@cyberdeck-ota/schema'
import { Button, Group, Text } from '@mantine/core'
import { useEffect, useMemo, useRef } from 'react'
import { DisabledReason } from '../../ui/DisabledReason.tsx'
import classes from './ChosenFirmware.module.css'
import type { Firmware } from './firmware.ts'
import { firmwareLine } from './firmwareLine.ts'
import { KeepInLibrary } from './KeepInLibrary.tsx'

interface ChosenFirmwareProps {
  firmware: Firmware
  registry: Registry
  locked: boolean
  /** Other files are being read. */
  reading: boolean
  /** Other files came while a board was being written. */
  missed: boolean
  /** Whether the button to change it gets the focus. */
  focus: boolean
  onChange: () => void
}

/** The choice in a line. */
export function ChosenFirmware(props: ChosenFirmwareProps) {
  const { firmware, registry, locked, reading, missed, focus, onChange } = props
  const line = useMemo(() => firmwareLine(firmware, registry), [firmware, registry])
  const change = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (focus) change.current?.focus()
  }, [focus])
  return (
    <>
      <div className={classes.root}>
        <p className={classes.line}>{line}</p>
        <Group gap="xs">
          {firmware.kind === 'files' && <KeepInLibrary files={firmware.files} />}
          <DisabledReason reason={locked ? 'A board is being written; change it once that has ended.' : null}>
            <Button ref={change} size="xs" variant="default" onClick={onChange}>
              Change
            </Button>
          </DisabledReason>
        </Group>
      </div>
      <Text size="sm" c="dimmed" role="status">
        {reading && 'Reading the files…'}
        {missed && 'A board is being written, so what was dropped was not taken; drop it again afterwards.'}
      </Text>
    </>
  )
}
