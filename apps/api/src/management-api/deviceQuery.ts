import { type DeviceQuery, parseDeviceQuery, Refusal } from '@cyberdeck-ota/core'

/** Which devices a text such as `tag:farm seen:>1d` asks for. Throws the `Refusal` `bad-query`, which says where. */
export function readDeviceQuery(text: string): DeviceQuery {
  const query = parseDeviceQuery(text)
  if ('problem' in query) throw new Refusal('bad-query', `At character ${query.at + 1}: ${query.problem}`)
  return query
}
