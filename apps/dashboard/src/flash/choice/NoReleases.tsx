import { Anchor } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { paths } from '../../paths.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'

/** Stands where a release could be chosen, in an empty library. */
export function NoReleases() {
  return (
    <EmptyState title="There is no release yet">
      This way takes its firmware from the library:{' '}
      <Anchor component={Link} to={paths.firmware()} inherit underline="always">
        upload a build
      </Anchor>{' '}
      first.
    </EmptyState>
  )
}
