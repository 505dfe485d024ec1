import { FactoryPartName, UploadFields, UploadResult } from '@cyberdeck-ota/schema'
import multipart from '@fastify/multipart'
import type { FastifyInstance, FastifyReply } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { createQueue } from '../queue.ts'
import { byOf } from './caller.ts'
import { describeRoute } from './openapi.ts'
import { revisionAsked } from './registryRevision.ts'
import { receiveUpload } from './uploadParts.ts'
import { type PublishDeps, publishUpload } from './uploadPublish.ts'

/** The whole form, for the generated description; the parts are read by `receiveUpload`. */
const UploadForm = UploadFields.extend({
  file: z.file(),
  ...Object.fromEntries(FactoryPartName.options.map((name) => [name, z.file().optional()])),
})

/**
 * `POST /builds`: streams an upload to one side, looks at it, and keeps and publishes it if the gate and the rules let
 * it through; 201, or 200 when it is that build already.
 *
 * @param deps.uploadLimit largest file, bytes
 */
export async function registerBuildRoutes(
  parent: FastifyInstance,
  deps: PublishDeps & { uploadLimit: number },
): Promise<void> {
  // As `publishUpload` demands; and a whole image is in memory while it is looked at, which a small machine can bear once.
  const inTurn = createQueue()

  await parent.register(async (scope) => {
    // Whatever is not a form is answered by the handler, in a sentence that says how to send one.
    scope.removeAllContentTypeParsers()
    await scope.register(multipart)
    scope.addContentTypeParser('*', (_request, _payload, done) => done(null))

    scope.withTypeProvider<ZodTypeProvider>().post(
      '/builds',
      {
        schema: {
          summary: 'Upload a build',
          description:
            'A form: the fields in any order and one part `file`; with `bootloader`, `partitions` and, where the table has a place for it, `otadata`, the app can be flashed by cable too. 200 instead of 201 when these bytes are that build already.',
          tags: ['builds'],
          response: { 200: UploadResult, 201: UploadResult },
        },
        config: {
          swaggerTransform: (route) =>
            describeRoute({
              ...route,
              schema: { ...route.schema, consumes: ['multipart/form-data'], body: UploadForm },
            }),
        },
      },
      async (request, reply) => {
        const ifRevision = revisionAsked(request)
        const upload = await receiveUpload(request, deps.builds, deps.uploadLimit)
        const uploader = { by: byOf(request), ifRevision }
        const { result, isNew } = await inTurn(() => publishUpload(upload, uploader, deps))
        const { release, board, build } = result
        request.log.info(
          { product: upload.fields.product, version: release.version, board, sha256: build.sha256, isNew },
          'build uploaded',
        )
        return sendResult(reply.code(isNew ? 201 : 200), result)
      },
    )
  })
}

/** As text, like the registry: a field that a later version of the server gave the release is no defect of this answer. */
function sendResult(reply: FastifyReply, result: UploadResult): FastifyReply {
  return reply.type('application/json; charset=utf-8').send(JSON.stringify(result))
}
