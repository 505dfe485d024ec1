import { findProduct } from '@cyberdeck-ota/core'
import type { CheckInRecord, Registry } from '@cyberdeck-ota/schema'

export type StepName = 'upload' | 'sketch' | 'check-in' | 'update'

interface Evidence {
  registry: Registry
  checkIns: CheckInRecord[]
  /** The sketch was copied in this browser. */
  copied: boolean
}

/** Which steps of setting up are done, in their order, as far as can be seen. */
export function steps({ registry, checkIns, copied }: Evidence): { name: StepName; done: boolean }[] {
  const real = Object.entries(registry.products).filter(([, { demo }]) => !demo)
  const most = Math.max(0, ...real.map(([, { releases }]) => Object.keys(releases).length))
  // What the demo fleet does has not set up anything of one's own.
  const own = checkIns.filter(
    ({ product, verdict }) => verdict !== 'refused' && !findProduct(registry, product)?.demo,
  )
  return [
    { name: 'upload', done: most > 0 },
    { name: 'sketch', done: copied || own.length > 0 },
    { name: 'check-in', done: own.length > 0 },
    { name: 'update', done: own.some((checkIn) => provesUpdate(checkIn, most)) },
  ]
}

/**
 * An updater took an image to the last byte. After a restart the server has forgotten that, so a device that runs the
 * target counts as well, unless there was only one release: that one it may have got by USB.
 */
function provesUpdate({ client, download, reason }: CheckInRecord, releases: number): boolean {
  if (download?.state === 'complete' && client !== 'plain') return true
  return releases > 1 && (reason.code === 'same-version' || reason.code === 'digest-match')
}
