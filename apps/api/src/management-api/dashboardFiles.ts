import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join, sep } from 'node:path'
import serveFiles, { type FastifyStaticOptions } from '@fastify/static'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { bareHeaders, pageHeaders } from './pageHeaders.ts'
import { sendNotFound } from './problem.ts'

/** Stands in the built index.html wherever the nonce of the response belongs. */
const noncePlaceholder = '__CSP_NONCE__'

const notBuilt =
  'The dashboard has not been built: run "npm start", or "npx pnpm build", and restart the server. Devices and the API work without it.\n'

/**
 * Serves the built dashboard in `folder` (absolute): its files as they are, and its one page at `/` and wherever else
 * a browser asks for a page that nothing else answers. Takes the app's not-found handler for that. Without a build it
 * says so in plain words.
 */
export function registerDashboard(app: FastifyInstance, folder: string): void {
  app.register(async (scope) => {
    const page = await readPage(join(folder, 'index.html'))
    if (page !== null) scope.register(serveFiles, filesOf(folder))
    scope.get('/', { schema: { hide: true } }, async (_request, reply) => sendPage(reply, page))
    app.setNotFoundHandler((request, reply) =>
      wantsPage(request) ? sendPage(reply, page) : sendNothingHere(request, reply),
    )
  })
}

async function readPage(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}

/** The build puts a hash into the names below `assets/`, so what such a name stands for never changes. */
function filesOf(folder: string): FastifyStaticOptions {
  const hashed = join(folder, 'assets') + sep
  return {
    root: folder,
    wildcard: false,
    globIgnore: ['index.html'],
    index: false,
    decorateReply: false,
    cacheControl: false,
    setHeaders: (reply, path) => {
      const cacheControl = path.startsWith(hashed) ? 'public, max-age=31536000, immutable' : 'no-cache'
      reply.headers({ ...bareHeaders, 'cache-control': cacheControl })
    },
  }
}

function sendPage(reply: FastifyReply, page: string | null): FastifyReply {
  reply.header('cache-control', 'no-store')
  if (page === null)
    return reply.headers(bareHeaders).code(503).type('text/plain; charset=utf-8').send(notBuilt)
  const nonce = randomBytes(16).toString('base64')
  return reply
    .headers(pageHeaders(nonce))
    .type('text/html; charset=utf-8')
    .send(page.replaceAll(noncePlaceholder, nonce))
}

/** Paths below which an unknown address is a mistake of a program, whatever it accepts. */
const programs = /^\/(api|ota|healthz)(\/|\?|$)/

function wantsPage({ method, url, headers }: FastifyRequest): boolean {
  const reads = method === 'GET' || method === 'HEAD'
  return reads && !programs.test(url) && (headers.accept ?? '').includes('text/html')
}

function sendNothingHere(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  if (request.url.startsWith('/api')) return sendNotFound(request, reply)
  return reply.headers(bareHeaders).code(404).type('text/plain; charset=utf-8').send('Not found\n')
}
