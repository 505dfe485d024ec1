import { findProduct, installChoice, Refusal, targetOf } from '@cyberdeck-ota/core'
import { InstallOffer, Slug } from '@cyberdeck-ota/schema'
import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { RegistryDoor } from '../registry/registry.ts'

/** `GET /products/:product/channels/:channel/manifest`: what install buttons are offered of it, and why not the rest. */
export function registerInstallOfferRoute(
  scope: FastifyInstance,
  deps: { registry: RegistryDoor; server: { deviceUrl: () => string } },
): void {
  scope.withTypeProvider<ZodTypeProvider>().get(
    '/products/:product/channels/:channel/manifest',
    {
      schema: {
        summary: 'What install buttons are offered',
        description:
          'The address of the manifest for ESP Web Tools, the boards in it, and those left out with the reason.',
        tags: ['channels'],
        params: z.object({ product: Slug, channel: Slug }),
        response: { 200: InstallOffer },
      },
    },
    async (request) => {
      const { product, channel } = request.params
      const registry = deps.registry.current
      const known = findProduct(registry, product)
      if (!known) throw new Refusal('unknown-product', `There is no product ${product}.`)
      if (known.demo) {
        throw new Refusal('not-found', `${product} is of the demo fleet, whose images no real board can run.`)
      }
      const target = targetOf(registry, product, channel)
      if (target === null) {
        throw new Refusal('unknown-channel', `${product} has no channel ${channel} that points at a release.`)
      }
      const { offered, leftOut } = installChoice(target, null)
      return {
        url: `${deps.server.deviceUrl()}/ota/product/${product}/channel/${channel}/manifest.json`,
        version: target.release.version,
        boards: offered.map(({ board, chip }) => ({ board, chip })),
        leftOut,
      }
    },
  )
}
