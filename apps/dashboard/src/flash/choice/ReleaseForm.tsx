import { Button, Select, Text } from '@mantine/core'
import { useState } from 'react'
import { ReleaseBadges } from '../../releaseActions/ReleaseBadges.tsx'
import { DisabledReason } from '../../ui/DisabledReason.tsx'
import { BuildUses } from './BuildUses.tsx'
import { chipsOf } from './buildFor.ts'
import type { ReleaseFirmware } from './firmware.ts'
import { releaseName } from './firmwareLine.ts'
import classes from './ReleaseForm.module.css'
import { cableUse, type ProductChoice } from './releaseChoices.ts'

interface ReleaseFormProps {
  /** At least one. */
  choices: ProductChoice[]
  chosen: ReleaseFirmware | null
  onUse: (firmware: ReleaseFirmware) => void
}

/** No board can be named so. */
const theOneForTheChip = '*'

/** A release of the library, and which of its builds. What there is no choice of is not asked. */
export function ReleaseForm({ choices, chosen, onUse }: ReleaseFormProps) {
  const [wish, setWish] = useState<Partial<ReleaseFirmware>>(chosen ?? { product: 'default' })
  const choice = choices.find(({ name }) => name === wish.product) ?? choices[0]
  if (!choice) return null
  const { name: product, releases, usual } = choice
  const { version, builds, chipTells } = releases.find((each) => each.version === wish.version) ?? usual
  const named = builds.filter(({ board }) => builds.length > 1 && board === wish.board)
  const board = named[0]?.board ?? null
  const shown = board === null ? builds : named
  const against =
    board === null && !chipTells
      ? `Choose the board first: the builds are all for ${chipsOf(builds)[0] ?? 'the same kind of chip'}.`
      : shown.every(({ build }) => cableUse(build) === 'none')
        ? 'A cable cannot write this; choose another.'
        : null
  return (
    <>
      <div className={classes.fields}>
        {choices.length > 1 && (
          <Select
            label="Product"
            data={choices.map(({ name }) => name)}
            value={product}
            onChange={(name) => setWish({ product: name ?? product })}
            allowDeselect={false}
            searchable
            nothingFoundMessage="No such product"
          />
        )}
        <Select
          label="Release"
          data={releases.map((each) => each.version)}
          value={version}
          onChange={(next) => setWish({ ...wish, product, version: next ?? version })}
          renderOption={({ option }) => (
            <span className={classes.release}>
              {option.value}
              <ReleaseBadges product={choice.product} version={option.value} />
            </span>
          )}
          allowDeselect={false}
          searchable
          nothingFoundMessage="No such release"
        />
        {builds.length > 1 && (
          <Select
            label="Board"
            placeholder="Which board is it?"
            data={[
              ...(chipTells ? [{ value: theOneForTheChip, label: 'The one for the chip' }] : []),
              ...builds.map(({ board }) => board),
            ]}
            value={board ?? (chipTells ? theOneForTheChip : null)}
            onChange={(next) => setWish({ product, version, board: next === theOneForTheChip ? null : next })}
            allowDeselect={false}
          />
        )}
      </div>
      <BuildUses builds={shown} />
      <DisabledReason reason={against}>
        <Button onClick={() => onUse({ kind: 'release', product, version, board })}>
          Use {releaseName({ product, version })}
        </Button>
      </DisabledReason>
      <Text size="sm" c="dimmed">
        Or drop a .bin anywhere on this page.
      </Text>
    </>
  )
}
