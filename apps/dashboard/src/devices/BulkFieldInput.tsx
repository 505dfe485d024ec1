import { compareVersions } from '@cyberdeck-ota/core'
import { type Registry, Slug, VersionText } from '@cyberdeck-ota/schema'
import { Autocomplete, Select } from '@mantine/core'
import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { deviceQueries } from '../api/deviceQueries.ts'
import { queries } from '../api/queries.ts'
import type { BulkField } from './bulkActions.ts'

interface BulkFieldInputProps {
  field: BulkField
  value: string
  onValue: (value: string) => void
}

/** What an action is told besides its devices; offers what there is. */
export function BulkFieldInput({ field, value, onValue }: BulkFieldInputProps) {
  const { data: registry } = useSuspenseQuery(queries.registry)
  const { data: facets } = useQuery({ ...deviceQueries.facets, enabled: field === 'tag' })
  switch (field) {
    case 'version':
      return (
        <Autocomplete
          label="Version"
          data={versionsOf(registry)}
          value={value}
          onChange={onValue}
          error={value !== '' && VersionText.safeParse(value).error?.issues[0]?.message}
          data-autofocus
        />
      )
    case 'channel':
      return (
        <Select
          label="Channel"
          data={[{ value: '', label: 'What their URL says' }, ...channelsOf(registry)]}
          value={value}
          onChange={(channel) => onValue(channel ?? '')}
          allowDeselect={false}
          data-autofocus
        />
      )
    case 'tag':
      return (
        <Autocomplete
          label="Tag"
          data={facets?.tags ?? []}
          limit={20}
          value={value}
          onChange={onValue}
          error={value !== '' && Slug.safeParse(value).error?.issues[0]?.message}
          data-autofocus
        />
      )
  }
}

/** Newest first. */
function versionsOf({ products }: Registry): string[] {
  const versions = Object.values(products).flatMap(({ releases }) => Object.keys(releases))
  return [...new Set(versions)].sort((a, b) => compareVersions(b, a))
}

function channelsOf({ products }: Registry): { value: string; label: string }[] {
  const channels = Object.values(products).flatMap(({ channels }) => Object.keys(channels))
  return [...new Set(['stable', ...channels])].map((name) => ({ value: name, label: name }))
}
