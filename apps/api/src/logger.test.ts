import { Writable } from 'node:stream'
import Fastify from 'fastify'
import { expect, it } from 'vitest'
import { createLogger } from './logger.ts'

it('writes of requests and replies only what cannot be a secret, also where Fastify logs them whole', async () => {
  let written = ''
  const destination = new Writable({
    write: (chunk, _encoding, done) => {
      written += chunk
      done()
    },
  })
  const app = Fastify({ loggerInstance: createLogger('trace', destination) })
  app.get('/thing', async (request, reply) => {
    request.log.info({ req: request, res: reply }, 'whole')
    throw new Error('broken on purpose')
  })
  await app.inject({
    url: '/thing?token=query-secret',
    headers: { cookie: 'cyberdeck_session=cookie-secret' },
  })
  await app.close()
  expect(written).toContain('"req":{"method":"GET","route":"/thing"}')
  expect(written).toContain('broken on purpose')
  expect(written).not.toMatch(/secret/)
})
