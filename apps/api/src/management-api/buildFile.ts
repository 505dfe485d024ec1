import { type BuildFileKind, buildFileName, Refusal } from '@cyberdeck-ota/core'
import {
  type Build,
  type FactoryImage,
  type FactoryPart,
  FactoryPartName,
  Slug,
  VersionText,
} from '@cyberdeck-ota/schema'
import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { BuildStore } from '../builds/store.ts'
import type { RegistryDoor } from '../registry/registry.ts'
import { requireBuild } from '../registry/requireBuild.ts'

const octets = 'application/octet-stream'
const binary = z.custom<Buffer>().meta({ type: 'string', format: 'binary' })

/**
 * `GET /products/:product/releases/:version/builds/:board`: a build's file, with `factory=true` its merged original, or
 * with `part=` one of its factory parts.
 */
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
          'With `factory=true` the merged original that the app was taken out of, with `part=` a file that came beside it: both are for flashing by cable.',
        tags: ['builds'],
        params: z.object({ product: Slug, version: VersionText, board: Slug }),
        querystring: z.strictObject({
          factory: z.enum(['true', 'false']).default('false'),
          part: FactoryPartName.optional(),
        }),
        response: { 200: { description: 'The file', content: { [octets]: { schema: binary } } } },
      },
    },
    async (request, reply) => {
      const { product, release, build } = requireBuild(deps.registry.current, request.params)
      const several = Object.keys(product.boards).length > 1
      const { product: name, board } = request.params
      const { factory, part } = request.query
      const file = part ?? (factory === 'true' ? 'factory' : 'app')
      const { version } = release
      const named = { product: name, version, board: several ? board : null, kind: build.kind }
      const { sha256 } = fileOf(build, file)
      const bytes = await deps.builds.read(sha256)
      if (!bytes)
        throw new Refusal(
          'internal-error',
          `The file ${sha256}.bin is missing from the server’s data folder.`,
        )
      return reply
        .type(octets)
        .header('content-disposition', `attachment; filename="${buildFileName(named, file)}"`)
        .header('etag', `"${sha256}"`)
        .header('cache-control', 'private, no-cache')
        .send(bytes)
    },
  )
}

function fileOf(build: Build, file: BuildFileKind): { sha256: string } {
  if (file === 'app') return build
  return file === 'factory' ? factoryOf(build) : partOf(build, file)
}

function factoryOf(build: Build): FactoryImage {
  if (build.factory) return build.factory
  throw new Refusal(
    'not-found',
    'This build was not taken out of a merged image, so there is no factory image of it.',
  )
}

function partOf({ parts }: Build, name: FactoryPartName): FactoryPart {
  const part = parts?.[name]
  if (part) return part
  throw new Refusal('not-found', `This build came without the part ${name}.`)
}
