import { useSuspenseQuery } from '@tanstack/react-query'
import { useLayoutEffect, useRef, useState } from 'react'
import { queries } from '../../api/queries.ts'
import { Panel } from '../../ui/Panel.tsx'
import { useTakeDrops } from '../../upload/useTakeDrops.ts'
import { ChosenFirmware } from './ChosenFirmware.tsx'
import { FirmwareForm, type Source } from './FirmwareForm.tsx'
import type { Firmware } from './firmware.ts'
import { useFiles } from './useFiles.ts'

interface FirmwareStepProps {
  firmware: Firmware | null
  /** A board is being written, so that what is written stays. */
  locked: boolean
  onChoose: (firmware: Firmware | null) => void
}

/** What is to be flashed: a release of the library, or files from this computer, dropped anywhere on the page. */
export function FirmwareStep({ firmware, locked, onChoose }: FirmwareStepProps) {
  const { data: registry } = useSuspenseQuery(queries.registry)
  const [source, setSource] = useState<Source>(() => sourceOf(firmware))
  const [changing, setChanging] = useState(false)
  // Whoever presses a button here that goes away finds the focus on what came in its place.
  const [pressed, setPressed] = useState(false)
  const [missed, setMissed] = useState(false)
  const files = useFiles(firmware)
  const lockedNow = useRef(locked)
  useLayoutEffect(() => {
    lockedNow.current = locked
  }, [locked])
  const open = !locked && (firmware === null || changing)
  // What was under way before a board was written is over after it.
  if (locked && changing) setChanging(false)
  if (!locked && missed) setMissed(false)

  const show = (form: boolean) => {
    setChanging(form)
    setPressed(true)
  }
  const use = (chosen: Firmware) => {
    onChoose(chosen)
    show(false)
  }
  const keep = () => {
    setSource(sourceOf(firmware))
    show(false)
  }
  const take = async (dropped: File[]) => {
    setMissed(locked)
    if (locked) return
    const settled = await files.take(dropped, open)
    // Reading takes its time, in which a board may have been begun with.
    if (lockedNow.current) return setMissed(true)
    setSource('files')
    setPressed(false)
    setChanging(settled === null)
    if (settled) onChoose(settled)
  }
  useTakeDrops((dropped) => void take(dropped), locked ? 'A board is being written' : 'Drop to flash')

  return (
    <Panel title="Firmware">
      {firmware && !open ? (
        <ChosenFirmware
          firmware={firmware}
          registry={registry}
          locked={locked}
          reading={files.reading}
          missed={missed}
          focus={pressed}
          onChange={() => show(true)}
        />
      ) : (
        <FirmwareForm
          registry={registry}
          firmware={firmware}
          files={files}
          source={source}
          focus={pressed && changing}
          onSource={setSource}
          onFiles={(picked) => void take(picked)}
          onUse={use}
          {...(firmware && { onKeep: keep })}
        />
      )}
    </Panel>
  )
}

function sourceOf(firmware: Firmware | null): Source {
  return firmware === null || firmware.kind === 'release' ? 'library' : 'files'
}
