import { Stack, Text } from '@mantine/core'
import { useSuspenseQuery } from '@tanstack/react-query'
import { queries } from '../../api/queries.ts'
import { Panel } from '../../ui/Panel.tsx'
import { BuildPicker } from '../choice/BuildPicker.tsx'
import { NoReleases } from '../choice/NoReleases.tsx'
import { pickedBuild } from '../choice/pickedBuild.ts'
import { releaseChoices } from '../choice/releaseChoices.ts'
import type { SharedChoice } from '../choice/sharedChoice.ts'
import { ByHandFiles } from './ByHandFiles.tsx'
import { byHandPlan } from './byHandPlan.ts'
import { CommandLine } from './CommandLine.tsx'

/** The files of a build, and the command that writes them, for people who flash with tools of their own. */
export function ByHand({ firmware, onChoose }: SharedChoice) {
  const { data: registry } = useSuspenseQuery(queries.registry)
  const choices = releaseChoices(registry)
  const picked = pickedBuild(choices, firmware)
  if (!picked) {
    return (
      <Panel title="Files">
        <NoReleases />
      </Panel>
    )
  }
  const { product, release, board, build } = picked
  const several = Object.keys(product.product.boards).length > 1
  const plan =
    board !== null &&
    build &&
    byHandPlan(build, {
      product: product.name,
      version: release.version,
      board: several ? board : null,
      kind: build.kind,
    })
  return (
    <Stack gap="md">
      <Panel title="Files">
        <Stack gap="md">
          <BuildPicker choices={choices} picked={picked} onChoose={onChoose} />
          {!plan && (
            <Text size="sm" c="dimmed">
              Choose which board it is: each has files of its own.
            </Text>
          )}
          {plan && (
            <ByHandFiles
              release={{ product: product.name, version: release.version }}
              board={board}
              files={plan.offered}
            />
          )}
        </Stack>
      </Panel>
      {plan && build && <CommandLine build={build} plan={plan} />}
    </Stack>
  )
}
