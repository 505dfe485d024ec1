const text = (description: string) => ({
  description,
  content: { 'text/plain': { schema: { type: 'string' } } },
})
const image = { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } }
const query = (name: string, description: string) => ({
  name,
  in: 'query',
  description,
  schema: { type: 'string' },
})
const product = query('product', 'product to ask for; `default` when absent')
const board = query('board', 'hardware variant; needed only where a product has several boards')
const channel = query('channel', 'channel to follow; `stable` when absent')
const digest = {
  name: 'sha256',
  in: 'path',
  required: true,
  schema: { type: 'string', pattern: '^[0-9a-f]{64}$' },
}
const device = { tags: ['device'], security: [] }
const nothing = text('`No firmware available`')

const poll = {
  ...device,
  summary: 'The poll of a device',
  description: 'The answer’s form follows the request’s headers; see docs/api.md.',
  parameters: [
    query('version', 'what the device runs; unknown counts as oldest'),
    product,
    board,
    channel,
    query('device', 'the device’s own id, where it sends no MAC'),
  ],
  responses: {
    200: { description: 'An image, or the eight bytes `Uptodate` for a plain client', content: image },
    304: { description: 'Up to date, or nothing for it now (updaters)' },
    400: text('What cannot be understood about the request, in a sentence'),
    503: nothing,
  },
}

const pollByPath = {
  ...poll,
  summary: 'The poll of a device that cannot send a query',
  description:
    'The same parameters as pairs of segments in any order, such as `product/lamp/board/s3-sense`; `firmware.bin` may close them. One that stands in the query too is refused.',
  parameters: [
    {
      name: 'path',
      in: 'path',
      required: true,
      description: 'any number of segments',
      schema: { type: 'string' },
    },
    ...poll.parameters,
  ],
  responses: { ...poll.responses, 404: text('The path is none of this form') },
}

const info = {
  ...device,
  summary: 'What the latest release is',
  parameters: [product, board, channel],
  responses: {
    200: {
      description: 'The release that the channel points at',
      content: { 'application/json': { schema: { $ref: '#/components/schemas/OtaInfo' } } },
    },
    400: text('What cannot be understood about the request, in a sentence'),
    503: nothing,
  },
}

const manifest = {
  ...device,
  summary: 'The manifest of an install button',
  description:
    'For ESP Web Tools, from any page. Boards that have nothing for a blank one are left out; `GET /api/v1/products/{product}/channels/{channel}/manifest` says why. The same by path: `/ota/product/lamp/channel/beta/manifest.json`.',
  parameters: [product, board, channel],
  responses: {
    200: {
      description: 'The manifest',
      content: { 'application/json': { schema: { $ref: '#/components/schemas/InstallManifest' } } },
    },
    400: text('What cannot be understood about the request, in a sentence'),
    503: nothing,
  },
}

const build = {
  ...device,
  summary: 'The bytes of a build, by their SHA-256',
  parameters: [digest],
  responses: {
    200: { description: 'The whole image', content: image },
    206: { description: 'The range asked for', content: image },
    304: { description: 'The client has it already' },
    400: text('What cannot be understood about the request, in a sentence'),
    403: text('The device that is named is held, or waits after attempts that failed'),
    404: text('There is no such build'),
    416: { description: 'The range starts past the end' },
    429: text('Too many downloads are under way'),
    503: text('The attempt of the device that is named could not be recorded'),
  },
}

const hexDigest = (name: string) => ({
  ...device,
  summary: `The ${name} of a build, as text`,
  parameters: [digest],
  responses: { 200: text(`${name}, lower-case hex`), 404: text('There is no such build') },
})

const md5 = hexDigest('MD5')
const sha256 = hexDigest('SHA-256')

/**
 * The device routes as OpenAPI paths. They are written by hand, because they are not described by schemas: a poll never
 * pays for validation.
 */
export const devicePaths = {
  '/ota': { get: poll, head: poll },
  '/ota/{path}': { get: pollByPath, head: pollByPath },
  '/ota/info': { get: info, head: info },
  '/ota/manifest.json': { get: manifest, head: manifest },
  '/ota/builds/{sha256}.bin': { get: build, head: build },
  '/ota/builds/{sha256}.bin.md5': { get: md5, head: md5 },
  '/ota/builds/{sha256}.bin.sha256': { get: sha256, head: sha256 },
  '/healthz': {
    get: {
      ...device,
      tags: ['server'],
      summary: 'Whether the server can do its work',
      responses: {
        200: {
          description: '`{"status":"ok"}`',
          content: { 'application/json': { schema: { type: 'object' } } },
        },
        503: {
          description: 'What is wrong',
          content: { 'application/json': { schema: { type: 'object' } } },
        },
      },
    },
  },
}
