import { findProduct, findRelease } from '@cyberdeck-ota/core'
import { Anchor } from '@mantine/core'
import { useSuspenseQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { queries } from '../api/queries.ts'
import { paths } from '../paths.ts'

/** A version in monospace, leading to its release where there is one. */
export function ReleaseLink({ product, version }: { product: string; version: string }) {
  const { data: registry } = useSuspenseQuery(queries.registry)
  const found = findProduct(registry, product)
  const release = found && findRelease(found, version)
  if (!release) return <span style={mono}>{version}</span>
  return (
    <Anchor component={Link} to={paths.release({ product, version: release.version })} inherit style={mono}>
      {version}
    </Anchor>
  )
}

const mono = { fontFamily: 'var(--mantine-font-family-monospace)' }
