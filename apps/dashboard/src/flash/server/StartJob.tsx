import type { SerialPortInfo } from '@cyberdeck-ota/schema'
import { Button, Select, Stack } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { startFlashJob } from '../../api/flashJobCommands.ts'
import { notForCable } from '../../image/notForCable.ts'
import { DisabledReason } from '../../ui/DisabledReason.tsx'
import { ProblemNotice } from '../../ui/ProblemNotice.tsx'
import { BuildPicker } from '../choice/BuildPicker.tsx'
import type { Firmware } from '../choice/firmware.ts'
import type { PickedBuild } from '../choice/pickedBuild.ts'
import type { ProductChoice } from '../choice/releaseChoices.ts'
import { EraseChoice } from '../write/EraseChoice.tsx'
import { PortHint } from './PortHint.tsx'
import { isOnUsb, portLabel, usualPort } from './portWords.ts'

interface StartJobProps {
  /** At least one. */
  ports: readonly SerialPortInfo[]
  /** Paths of those that a job has. */
  busy: ReadonlySet<string>
  choices: readonly ProductChoice[]
  picked: PickedBuild
  onChoose: (firmware: Firmware) => void
}

/** What goes where, and the button that begins it. */
export function StartJob({ ports, busy, choices, picked, onChoose }: StartJobProps) {
  const [wanted, setWanted] = useState<string | null>(null)
  const [eraseAll, setEraseAll] = useState(false)
  const starting = useMutation({ mutationFn: startFlashJob })
  const port = ports.some(({ path }) => path === wanted) ? wanted : usualPort(ports, busy)
  const { product, release, board } = picked

  const start = () => {
    if (port === null || board === null) return
    starting.mutate({ port, product: product.name, version: release.version, board, eraseAll })
  }
  return (
    <Stack gap="md" align="stretch">
      <Select
        label="Port"
        placeholder="Choose the port of the board"
        data={portGroups(ports, busy)}
        value={port}
        onChange={setWanted}
        allowDeselect={false}
        searchable={ports.length > 8}
      />
      {!ports.some(isOnUsb) && <PortHint />}
      <BuildPicker choices={choices} picked={picked} onChoose={onChoose} />
      <EraseChoice eraseAll={eraseAll} onChange={setEraseAll} />
      {starting.isError && <ProblemNotice error={starting.error} />}
      <div>
        <DisabledReason reason={reasonNot(port, busy, picked)}>
          <Button onClick={start} loading={starting.isPending}>
            Flash
          </Button>
        </DisabledReason>
      </div>
    </Stack>
  )
}

function portGroups(ports: readonly SerialPortInfo[], busy: ReadonlySet<string>) {
  const item = (port: SerialPortInfo) => ({
    value: port.path,
    label: portLabel(port, busy.has(port.path)),
  })
  const usb = ports.filter(isOnUsb)
  const others = ports.filter((port) => !isOnUsb(port))
  return [
    { group: 'On USB', items: usb.map(item) },
    { group: 'Not on USB', items: others.map(item) },
  ].filter(({ items }) => items.length > 0)
}

function reasonNot(
  port: string | null,
  busy: ReadonlySet<string>,
  { board, build }: PickedBuild,
): string | null {
  if (port === null) return 'Choose the port that the board is on.'
  if (busy.has(port)) return `The server is flashing the board on ${port} right now.`
  if (board === null || build === null) return 'Choose which board it is.'
  const against = notForCable(build)
  return against === null ? null : `This build ${against}.`
}
