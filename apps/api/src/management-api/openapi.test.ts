import { readFile } from 'node:fs/promises'
import { Refusal } from '@cyberdeck-ota/core'
import { LiveEvent, ProblemCode, UploadFields, UploadWarning } from '@cyberdeck-ota/schema'
import Fastify from 'fastify'
import { expect, test } from 'vitest'
import { type ServerUnderTest, signedIn, startManagementApi } from '../../test/managementServer.ts'
import { registerDeviceApi } from '../device-api/deviceApi.ts'
import { registerHealth } from '../health.ts'
import type { OpenApiDocument } from './openapi.ts'
import { sendProblem } from './problem.ts'

const page = await readFile(new URL('../../../../docs/api.md', import.meta.url), 'utf8')

async function describedBy({ app }: ServerUnderTest): Promise<OpenApiDocument> {
  const answer = await app.inject({ url: '/api/openapi.json', headers: signedIn })
  expect(answer.statusCode).toBe(200)
  return answer.json()
}

const operationsOf = ({ paths }: OpenApiDocument) =>
  Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  )

/** Operations that docs/api.md has a heading for, such as `### GET, HEAD /ota`. */
const operationsOnPage = [...page.matchAll(/^### ([A-Z, ]+) (\/\S+)$/gm)].flatMap(([, methods = '', path]) =>
  methods.split(', ').map((method) => `${method} ${path}`),
)

test('docs/api.md and the generated OpenAPI have the same operations', async () => {
  const operations = operationsOf(await describedBy(await startManagementApi()))
  expect(operationsOnPage.toSorted()).toEqual(operations.toSorted())
})

test('the device routes in the OpenAPI are those that are registered', async () => {
  const app = Fastify({ exposeHeadRoutes: false })
  const registered = new Set<string>()
  app.addHook('onRoute', ({ method, url }) => {
    for (const one of [method].flat()) registered.add(`${one} ${url.replace(/(.)\/$/, '$1')}`)
  })
  const server = await startManagementApi()
  registerHealth(app, async () => null)
  registerDeviceApi(app, {
    ...server,
    downloads: { reserve: () => null, full: false, limit: 1, look: async () => {} },
    trustProxy: false,
    deviceUrl: server.server.deviceUrl,
    hint: server.live.hint,
    log: app.log,
  })
  await app.ready()
  const described = operationsOf(await describedBy(server))
    .filter((operation) => !operation.includes(' /api/'))
    .map((operation) => operation.replace(/\{sha256\}.*$/, ':file').replace('{path}', '*'))
  expect([...new Set(described)].toSorted()).toEqual([...registered].toSorted())
})

test('docs/api.md lists every problem code with the status it has', async () => {
  const app = Fastify().setErrorHandler(sendProblem)
  app.get('/:code', (request) => {
    throw new Refusal((request.params as { code: ProblemCode }).code, 'No.')
  })
  const listed = [...page.matchAll(/^\| `([a-z0-9-]+)` +\| (\d{3}) +\| .+ \|$/gm)].map(([, code, status]) => [
    code,
    Number(status),
  ])
  const actual = ProblemCode.options.map(async (code) => [code, (await app.inject(`/${code}`)).statusCode])
  expect(listed).toEqual(await Promise.all(actual))
})

test('docs/api.md lists every field and warning of an upload, and every event', () => {
  const fields = [...page.matchAll(/^\| `([a-z]+)` +\| [^|]+ \|$/gm)].map(([, name]) => name)
  expect(fields).toEqual(expect.arrayContaining(Object.keys(UploadFields.shape)))
  for (const name of [...UploadWarning.shape.code.options, ...LiveEvent.options])
    expect(page).toContain(`\`${name}\``)
})

test('every schema that is referred to is in the document, and none that is not', async () => {
  const document = await describedBy(await startManagementApi())
  const text = JSON.stringify(document)
  const referred = [...text.matchAll(/"#\/components\/schemas\/([^"]+)"/g)].map(([, name]) => name)
  expect([...new Set(referred)].toSorted()).toEqual(Object.keys(document.components.schemas).toSorted())
  expect(referred).toEqual(expect.arrayContaining(['Registry', 'Build', 'Problem', 'ProblemCode', 'OtaInfo']))
})

test('the description is for people with an account only, and says which routes are for everybody', async () => {
  const server = await startManagementApi()
  expect((await server.app.inject('/api/openapi.json')).statusCode).toBe(401)
  const { paths } = await describedBy(server)
  const open = Object.entries(paths)
    .filter(([path]) => path.startsWith('/api/'))
    .flatMap(([path, methods]) =>
      Object.entries(methods)
        .filter(([, operation]) => (operation as { security?: [] }).security?.length === 0)
        .map(([method]) => `${method} ${path}`),
    )
  expect(open.toSorted()).toEqual(['get /api/v1/me', 'post /api/v1/claim', 'post /api/v1/session'])
})

test('an upload is described as the form it is', async () => {
  const { paths } = await describedBy(await startManagementApi())
  expect(paths['/api/v1/builds']?.post).toMatchObject({
    requestBody: {
      content: {
        'multipart/form-data': {
          schema: {
            required: ['version', 'file'],
            properties: { file: { type: 'string', format: 'binary' }, extract: { enum: ['app'] } },
          },
        },
      },
    },
    responses: { 200: { description: 'OK' }, 201: { description: 'Created' } },
  })
})
