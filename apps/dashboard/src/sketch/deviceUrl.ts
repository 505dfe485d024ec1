/** What a device says of itself in its URL. Null: nothing, which is enough where there is one board, or for `stable`. */
export interface DeviceTarget {
  product: string
  board: string | null
  channel: string | null
}

/** A device that has nothing to say: product `default`, its one board, `stable`. */
export const anyDevice: DeviceTarget = { product: 'default', board: null, channel: null }

/** The query of a device's URL, such as `product=thermo&board=s3`; empty when there is nothing to say. */
export function deviceQuery(target: DeviceTarget): string {
  return saidBy(target)
    .map(([name, value]) => `${name}=${value}`)
    .join('&')
}

/** Where a device polls, below the server's address, its version apart: `/ota?product=thermo`. */
export function pollPath(target: DeviceTarget): string {
  const query = deviceQuery(target)
  return query === '' ? '/ota' : `/ota?${query}`
}

/** The same, so that the version can be put behind it: `/ota?product=thermo&version=`. */
export function versionedPath(target: DeviceTarget): string {
  const query = deviceQuery(target)
  return `/ota?${query}${query === '' ? '' : '&'}version=`
}

/** The same for clients that cannot send a query, as `docs/device-protocol.md` describes it: `/ota/product/thermo/firmware.bin`. */
export function segmentPath(target: DeviceTarget): string {
  return segmented(target, 'firmware.bin')
}

/** What an install button reads, below the server's address: `/ota/product/thermo/manifest.json`. */
export function manifestPath(target: DeviceTarget): string {
  return segmented(target, 'manifest.json')
}

function segmented(target: DeviceTarget, file: string): string {
  return ['/ota', ...saidBy(target).flat(), file].join('/')
}

/** Names need no encoding in a URL: the schema allows `a-z 0-9 . _ -` only. */
function saidBy({ product, board, channel }: DeviceTarget): [string, string][] {
  const said: [string, string | null][] = [
    ['product', product === 'default' ? null : product],
    ['board', board],
    ['channel', channel === 'stable' ? null : channel],
  ]
  return said.flatMap(([name, value]) => (value === null ? [] : [[name, value]]))
}
