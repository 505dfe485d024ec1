import type { Product } from '@cyberdeck-ota/schema'
import { Autocomplete, Select, Textarea, TextInput } from '@mantine/core'
import classes from './DraftFields.module.css'
import type { Judgement } from './judgeUpload.ts'
import type { Draft } from './uploadState.ts'

interface DraftFieldsProps {
  draft: Draft
  judgement: Judgement
  /** Names of the products there are. */
  products: string[]
  /** The one that is named in the draft; null when it would be new. */
  product: Product | null
  /** Of the image. */
  chip: string | null
  onEdit: (changes: Partial<Draft>) => void
}

/** What the image cannot know. Board and channel are asked for only where there is a choice. */
export function DraftFields({ draft, judgement, products, product, chip, onEdit }: DraftFieldsProps) {
  const boards = Object.entries(product?.boards ?? {})
  const channels = Object.keys(product?.channels ?? {})
  const otherChip = boards.some(([, board]) => chip !== null && board.chip !== null && board.chip !== chip)
  return (
    <div className={classes.root}>
      <TextInput
        label="Version"
        placeholder="1.00"
        value={draft.version}
        onChange={(event) => onEdit({ version: event.currentTarget.value.trim() })}
        error={judgement.version || null}
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        classNames={{ input: classes.mono }}
      />
      <Autocomplete
        label="Product"
        data={[...new Set(['default', ...products])]}
        value={draft.product}
        onChange={(text) => onEdit({ product: text.trim(), board: '', channel: 'stable' })}
        error={judgement.product}
        autoCapitalize="off"
        spellCheck={false}
      />
      {(boards.length > 1 || otherChip) && (
        <Autocomplete
          label="Board"
          description="The hardware variant this image is for"
          placeholder={chip?.toLowerCase()}
          data={boards.map(([name]) => name)}
          value={draft.board}
          onChange={(text) => onEdit({ board: text.trim() })}
          error={judgement.board}
          autoCapitalize="off"
          spellCheck={false}
        />
      )}
      {channels.length > 1 && (
        <Select
          label="Channel"
          description="Where it would be published"
          data={[...new Set(['stable', ...channels])]}
          value={draft.channel}
          onChange={(channel) => onEdit({ channel: channel ?? 'stable' })}
          allowDeselect={false}
        />
      )}
      <Textarea
        className={classes.wide}
        label="Notes"
        description="What is new; shown here and in /ota/info"
        autosize
        minRows={2}
        maxRows={8}
        maxLength={10_000}
        value={draft.notes}
        onChange={(event) => onEdit({ notes: event.currentTarget.value })}
      />
    </div>
  )
}
