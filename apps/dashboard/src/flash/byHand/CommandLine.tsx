import type { Build } from '@cyberdeck-ota/schema'
import { Stack, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { notForCable } from '../../image/notForCable.ts'
import { CodeBlock } from '../../ui/CodeBlock.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { visitorSystem } from '../board/visitorSystem.ts'
import { EraseChoice } from '../write/EraseChoice.tsx'
import { AppCommand } from './AppCommand.tsx'
import type { ByHandPlan } from './byHandPlan.ts'
import { type EsptoolOptions, esptoolLine } from './esptoolLine.ts'

/** What to type where the files were downloaded to. */
export function CommandLine({ build, plan }: { build: Build; plan: ByHandPlan }) {
  const [port, setPort] = useState('')
  const [eraseAll, setEraseAll] = useState(false)
  const { everything, app } = plan
  const against = notForCable(build)
  if (against !== null) {
    return (
      <Panel title="Command line">
        <Text>This build {against}.</Text>
      </Panel>
    )
  }
  const options: EsptoolOptions = { chip: build.chip, port: port.trim() }
  return (
    <Panel title="Command line" description="Type it in the folder that the files are in">
      <Stack gap="md">
        <Text size="sm">
          It takes esptool 5 or later: <code>pipx install esptool</code>.
        </Text>
        <TextInput
          label="Port"
          description="Empty: esptool tries every port."
          placeholder={examplePorts[visitorSystem()]}
          value={port}
          onChange={(event) => setPort(event.currentTarget.value)}
          maw={320}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
        />
        {everything && (
          <>
            <EraseChoice eraseAll={eraseAll} onChange={setEraseAll} />
            <Text size="sm">
              Everything that a blank board needs.
              {build.factory &&
                !eraseAll &&
                ' The factory image writes over the settings of a board that has some.'}
            </Text>
            <CodeBlock
              code={esptoolLine(everything, { ...options, eraseAll })}
              label="command for a blank board"
              title="A blank board"
            />
          </>
        )}
        {app && <AppCommand app={app} alone={everything === null} options={options} />}
      </Stack>
    </Panel>
  )
}

const examplePorts = {
  windows: 'COM3',
  macos: '/dev/cu.usbserial-0001',
  linux: '/dev/ttyUSB0',
  other: '/dev/ttyUSB0',
}
