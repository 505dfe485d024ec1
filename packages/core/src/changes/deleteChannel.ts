import type { Change } from '../change.ts'
import { own } from '../find.ts'
import { Refusal } from '../refusal.ts'
import { requireProduct } from './requireProduct.ts'
import { without, withProduct } from './withProduct.ts'

/**
 * Deletes a channel: devices that follow it get nothing until it is there again, and keep what they run. `stable` is
 * what devices without a channel follow: it is only emptied, and only when the product has no other release that it
 * could point at. Refused: `unknown-product`, `unknown-channel`, and `channel-in-use` for `stable` otherwise.
 */
export function deleteChannel(request: { product: string; channel: string }): Change {
  const { channel } = request
  return (registry) => {
    const product = requireProduct(registry, request.product)
    if (own(product.channels, channel) === undefined) {
      throw new Refusal('unknown-channel', `${request.product} has no channel ${channel}.`)
    }
    if (channel === 'stable' && Object.keys(product.releases).length > 1) {
      throw new Refusal(
        'channel-in-use',
        `stable is what devices follow that name no channel, so it always stays: point it at another release of ${request.product}.`,
      )
    }
    return {
      products: withProduct(registry, request.product, {
        ...product,
        channels: without(product.channels, channel),
      }),
      note: {
        code: 'channel-deleted',
        sentence:
          channel === 'stable'
            ? `Took ${request.product} off stable`
            : `Deleted channel ${channel} of ${request.product}`,
      },
    }
  }
}
