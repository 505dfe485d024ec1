import { Select } from '@mantine/core'
import classes from './BuildPicker.module.css'
import type { Firmware } from './firmware.ts'
import type { PickedBuild } from './pickedBuild.ts'
import type { ProductChoice } from './releaseChoices.ts'

interface BuildPickerProps {
  choices: readonly ProductChoice[]
  picked: PickedBuild
  onChoose: (firmware: Firmware) => void
}

/** One build of the library. Product and board are asked for only where there is a choice. */
export function BuildPicker({ choices, picked, onChoose }: BuildPickerProps) {
  const { product, release, board } = picked
  return (
    <div className={classes.root}>
      {choices.length > 1 && (
        <Select
          label="Product"
          data={choices.map(({ name }) => name)}
          value={product.name}
          onChange={(name) => {
            const chosen = choices.find((each) => each.name === name)
            if (!chosen) return
            onChoose({
              kind: 'release',
              product: chosen.name,
              version: chosen.usual.version,
              board: null,
            })
          }}
          allowDeselect={false}
          searchable={choices.length > 8}
        />
      )}
      <Select
        label="Release"
        data={product.releases.map(({ version }) => version)}
        value={release.version}
        onChange={(version) =>
          version !== null && onChoose({ kind: 'release', product: product.name, version, board })
        }
        allowDeselect={false}
        searchable={product.releases.length > 8}
      />
      {release.builds.length > 1 && (
        <Select
          label="Board"
          placeholder="Which one is it?"
          data={release.builds.map((each) => ({
            value: each.board,
            label: each.build.chip === null ? each.board : `${each.board} · ${each.build.chip}`,
          }))}
          value={board}
          onChange={(name) =>
            name !== null &&
            onChoose({ kind: 'release', product: product.name, version: release.version, board: name })
          }
          allowDeselect={false}
        />
      )}
    </div>
  )
}
