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
  const called = checkIns.some(({ verdict }) => verdict !== 'refused')
  return [
    { name: 'upload', done: mostReleases(registry) > 0 },
    { name: 'sketch', done: copied || called },
    { name: 'check-in', done: called },
    { name: 'update', done: checkIns.some((checkIn) => provesUpdate(checkIn, mostReleases(registry))) },
  ]
}

function mostReleases(registry: Registry): number {
  return Math.max(0, ...Object.values(registry.products).map(({ releases }) => Object.keys(releases).length))
}

/**
 * An updater took an image to the last byte. After a restart the server has forgotten that, so a device that runs the
 * target counts as well, unless there was only one release: that one it may have got by USB.
 */
function provesUpdate({ client, download, reason }: CheckInRecord, releases: number): boolean {
  if (download?.state === 'complete' && client !== 'plain') return true
  return releases > 1 && (reason.code === 'same-version' || reason.code === 'digest-match')
}
