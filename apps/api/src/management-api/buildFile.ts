import { findProduct, findRelease, Refusal } from '@cyberdeck-ota/core'
import { type Build, type FactoryImage, Slug, VersionText } from '@cyberdeck-ota/schema'
import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { BuildStore } from '../builds/store.ts'
import type { RegistryDoor } from '../registry/registry.ts'

const octets = 'application/octet-stream'
const binary = z.custom<Buffer>().meta({ type: 'string', format: 'binary' })

/** `GET /products/:product/releases/:version/builds/:board`: a build's file, or with `factory=true` its merged original. */
export function registerBuildFileRoutes(
  scope: FastifyInstance,
  deps: { registry: RegistryDoor; builds: BuildStore },
): void {
  scope.withTypeProvider<ZodTypeProvider>().get(
    '/products/:product/releases/:version/builds/:board',
    {
      schema: {
        summary: 'Download a build',
        description:
          'With `factory=true` the merged original that the app was taken out of, for flashing by cable.',
        tags: ['builds'],
        params: z.object({ product: Slug, version: VersionText, board: Slug }),
        querystring: z.strictObject({ factory: z.enum(['true', 'false']).default('false') }),
        response: { 200: { description: 'The file', content: { [octets]: { schema: binary } } } },
      },
    },
    async (request, reply) => {
      const { product, version, board } = request.params
      const { build, name } = findBuild(deps.registry, product, version, board)
      const { sha256, fileName } =
        request.query.factory === 'true'
          ? { sha256: factoryOf(build).sha256, fileName: `${name}-factory.bin` }
          : {
              sha256: build.sha256,
              fileName: build.kind === 'esp8266-gzip' ? `${name}.bin.gz` : `${name}.bin`,
            }
      const bytes = await deps.builds.read(sha256)
      if (!bytes)
        throw new Refusal(
          'internal-error',
          `The file ${sha256}.bin is missing from the server’s data folder.`,
        )
      return reply
        .type(octets)
        .header('content-disposition', `attachment; filename="${asFileName(fileName)}"`)
        .header('etag', `"${sha256}"`)
        .header('cache-control', 'private, no-cache')
        .send(bytes)
    },
  )
}

/** The build, and what to call its file: product, version and, where there are several, board. */
function findBuild(
  { current }: RegistryDoor,
  product: string,
  version: string,
  board: string,
): { build: Build; name: string } {
  const found = findProduct(current, product)
  if (!found) throw new Refusal('unknown-product', `There is no product ${product}.`)
  const release = findRelease(found, version)
  if (!release) throw new Refusal('unknown-release', `${product} has no release ${version}.`)
  const build = Object.hasOwn(release.builds, board) ? release.builds[board] : undefined
  if (!build)
    throw new Refusal('not-found', `${release.version} of ${product} has no build for board ${board}.`)
  const several = Object.keys(found.boards).length > 1
  return { build, name: [product, release.version, ...(several ? [board] : [])].join('-') }
}

function factoryOf(build: Build): FactoryImage {
  if (build.factory) return build.factory
  throw new Refusal(
    'not-found',
    'This build was not taken out of a merged image, so there is no factory image of it.',
  )
}

/** Names and versions hold nothing that would need quoting in a header, but Windows takes no colon in a file name. */
function asFileName(text: string): string {
  return text.replaceAll(':', '_')
}
