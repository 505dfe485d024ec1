import type { Registry } from '@cyberdeck-ota/schema'
import { Alert, Anchor } from '@mantine/core'
import { IconCopyCheck } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { Fragment } from 'react'
import { paths } from '../paths.ts'
import { releaseTitle } from '../releaseActions/releaseTitle.ts'
import { twinsOf } from './twins.ts'
import { uploads } from './uploadStore.ts'

/** Leads to where the same bytes are already. */
export function TwinNotice({ registry, sha256 }: { registry: Registry; sha256: string }) {
  const twins = twinsOf(registry, sha256)
  if (twins.length === 0) return null
  return (
    <Alert color="blue" icon={<IconCopyCheck size={18} aria-hidden />}>
      This very file is here already, as{' '}
      {twins.map(({ product, version, board }, index) => (
        <Fragment key={`${product} ${version} ${board}`}>
          {index > 0 && ', '}
          <Anchor
            component={Link}
            inherit
            underline="always"
            to={paths.release({ product, version })}
            onClick={uploads.hide}
          >
            {releaseTitle({ product, version })}
          </Anchor>
        </Fragment>
      ))}
      .
    </Alert>
  )
}
