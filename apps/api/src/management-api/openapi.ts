import { STATUS_CODES } from 'node:http'
import * as schema from '@cyberdeck-ota/schema'
import swagger, { type SwaggerTransform } from '@fastify/swagger'
import type { FastifyInstance } from 'fastify'
import { jsonSchemaTransform, jsonSchemaTransformObject } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { devicePaths } from './openapiDevices.ts'

// The schemas of the schema package become components of the document, each under the name it has there.
for (const [id, one] of Object.entries(schema)) {
  if (one instanceof z.ZodType) z.globalRegistry.add(one, { ...z.globalRegistry.get(one), id })
}

/** Only what lies under `/api` describes itself by schemas; every refusal there has the one shape. */
export const describeRoute: SwaggerTransform = (route) => {
  if (!route.url.startsWith('/api/')) return { schema: { hide: true }, url: route.url }
  const answers = Object.entries((route.schema?.response ?? {}) as Record<string, object>)
  const response = { ...Object.fromEntries(answers.map(named)), default: refusal }
  return jsonSchemaTransform({ ...route, schema: { ...route.schema, response } })
}

/** An answer with a JSON body is called by its status; one without a body describes itself. */
function named([status, answer]: [string, object]): [string, object] {
  const json = answer instanceof z.ZodType && !(answer instanceof z.ZodUndefined)
  if (!json) return [status, answer]
  return [status, { description: STATUS_CODES[status], content: { 'application/json': { schema: answer } } }]
}

const refusal = {
  description: 'Refused, or failed: `code` says why',
  content: { 'application/problem+json': { schema: schema.Problem } },
}

/**
 * Collects the descriptions of the routes registered after it, on `app` and below. Costs nothing while requests are
 * served.
 *
 * @param version of the server
 */
export async function registerOpenApi(app: FastifyInstance, { version }: { version: string }): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Cyberdeck OTA',
        version,
        description:
          'Firmware for ESP32 fleets. docs/api.md tells the same in words, with examples. Whatever changes the registry takes If-Match with its ETag.',
      },
      components: {
        securitySchemes: {
          session: { type: 'apiKey', in: 'cookie', name: 'cyberdeck_session' },
          token: { type: 'http', scheme: 'bearer' },
        },
      },
      security: [{ session: [] }, { token: [] }],
    },
    transform: describeRoute,
    transformObject: (document) => {
      const { paths, ...rest } = jsonSchemaTransformObject(document) as OpenApiDocument
      return withoutUnusedSchemas({ ...rest, paths: { ...devicePaths, ...paths } })
    },
  })
}

/** What is used of the document's shape. */
export interface OpenApiDocument {
  paths: Record<string, Record<string, unknown>>
  components: { schemas: Record<string, unknown> }
}

/** Each schema was described twice, as it is sent and as it is read; the readings that nothing refers to only confuse. */
function withoutUnusedSchemas(document: OpenApiDocument): OpenApiDocument {
  const text = JSON.stringify(document)
  const used = Object.entries(document.components.schemas).filter(([name]) =>
    text.includes(`"#/components/schemas/${name}"`),
  )
  if (used.length === Object.keys(document.components.schemas).length) return document
  return withoutUnusedSchemas({
    ...document,
    components: { ...document.components, schemas: Object.fromEntries(used) },
  })
}

/** `GET /openapi.json`, below whatever prefix `scope` has. */
export function registerOpenApiRoute(scope: FastifyInstance): void {
  scope.get(
    '/openapi.json',
    {
      schema: {
        summary: 'This description, as OpenAPI 3.1',
        tags: ['server'],
        response: { 200: z.looseObject({}) },
      },
    },
    async () => scope.swagger(),
  )
}
