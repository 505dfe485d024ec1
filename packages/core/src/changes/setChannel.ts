import type { Change } from '../change.ts'
import { own } from '../find.ts'
import { Refusal } from '../refusal.ts'
import { requireProduct, requireRelease } from './requireProduct.ts'
import { withProduct } from './withProduct.ts'

/**
 * Points a channel at a release, making the channel when there is none of that name. With `recall` devices that run
 * something newer are brought back to it. Refused: `unknown-product`, `unknown-release`, and `bad-field` for a channel
 * named `none`, which an upload could not publish to.
 */
export function setChannel(request: {
  product: string
  channel: string
  version: string
  recall: boolean
}): Change {
  const { channel, recall } = request
  return (registry) => {
    const product = requireProduct(registry, request.product)
    const { version } = requireRelease(registry, request.product, request.version)
    if (channel === 'none') {
      throw new Refusal(
        'bad-field',
        'A channel cannot be named none: an upload with publish=none is not published.',
      )
    }
    const present = own(product.channels, channel)
    if (present?.version === version && present.recall === recall) return null
    const channels = { ...product.channels, [channel]: { version, recall } }
    const devices = recall ? ', bringing back devices that run something newer' : ''
    return {
      products: withProduct(registry, request.product, { ...product, channels }),
      note: { code: 'channel-set', sentence: `Set ${channel} of ${request.product} to ${version}${devices}` },
    }
  }
}
