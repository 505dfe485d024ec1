import { cableFilesOf, findProduct, findRelease } from '@cyberdeck-ota/core'
import type { FlashJob } from '@cyberdeck-ota/schema'
import { Anchor } from '@mantine/core'
import { useSuspenseQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { queries } from '../../api/queries.ts'
import { canHaveParts } from '../../image/canHaveParts.ts'
import { paths } from '../../paths.ts'
import { releaseTitle } from '../../releaseActions/releaseTitle.ts'

/** For a blank board that got a build without what starts it: where that is added. Nothing once the build has it. */
export function AddPartsLink({ job }: { job: FlashJob }) {
  const { data: registry } = useSuspenseQuery(queries.registry)
  const product = findProduct(registry, job.product)
  const build = product && findRelease(product, job.version)?.builds[job.board]
  if (!build || cableFilesOf(build) || !canHaveParts(build)) return null
  return (
    <Anchor component={Link} to={paths.release(job)} size="sm">
      Add bootloader and partition table to {releaseTitle(job)}
    </Anchor>
  )
}
