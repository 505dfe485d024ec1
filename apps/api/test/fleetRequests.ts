import { type DeviceQuery, parseDeviceQuery } from '@cyberdeck-ota/core'
import { DeviceSort } from '@cyberdeck-ota/schema'

/** Each filter there is, for many of the devices of `fillFleet`, for few and for none, and some turned round. */
const filters = [
  '',
  ...['state:up-to-date', 'state:behind', 'state:failed'],
  ...['is:silent', 'is:new', 'is:weak', 'is:held', 'is:pinned', 'is:quarantined', 'is:mislabelled'],
  ...['tag:farm', 'tag:kitchen', 'tag:none', 'product:default', 'product:product-1'],
  ...['board:esp32', 'board:none', 'chip:esp32-c3', 'channel:beta', 'channel:stable', 'pin:1.9'],
  ...['version:2.1', 'version:<2.0', 'version:>=2.0', 'version:9'],
  ...['seen:>1d', 'seen:<1m', 'first-seen:>400d', 'first-seen:<7d'],
  ...['24:6f:28:01', '24:6f:28:01:02', 'name:room', 'room', '10.0.1', 'id:24:6f', 'address:10.1'],
  ...['-tag:farm', '-is:silent', '-state:up-to-date', '-product:default'],
]

/** A list as people ask for it. */
export interface NamedRequest {
  name: string
  filter: string
  query: DeviceQuery
  sort: DeviceSort
}

/** Every order with every single filter. */
export const fleetRequests: NamedRequest[] = filters.flatMap((filter) =>
  DeviceSort.options.map((sort) => {
    const query = parseDeviceQuery(filter)
    if ('problem' in query) throw new Error(`${filter}: ${query.problem}`)
    return { name: `${filter || 'all'} by ${sort}`, filter, query, sort }
  }),
)
