import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Fastify, { type FastifyInstance } from 'fastify'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { registerDashboard } from './dashboardFiles.ts'

const html = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' }

describe('registerDashboard', () => {
  let folder: string
  let app: FastifyInstance
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'cyberdeck-dashboard-'))
    app = Fastify()
    app.get('/ota', async () => 'Uptodate')
  })
  afterEach(async () => {
    await app.close()
    rmSync(folder, { recursive: true, force: true })
  })
  const build = () => {
    mkdirSync(join(folder, 'assets'))
    writeFileSync(
      join(folder, 'index.html'),
      '<meta content="__CSP_NONCE__"><style nonce="__CSP_NONCE__"></style>',
    )
    writeFileSync(join(folder, 'favicon.svg'), '<svg/>')
    writeFileSync(join(folder, 'assets', 'index-4f2a.js'), 'start()')
    registerDashboard(app, folder)
  }

  it('puts the nonce of the policy into the page, another one each time, and has the page kept by nobody', async () => {
    build()
    const nonces = []
    for (const url of ['/', '/firmware/default/1.02']) {
      const { headers, body, statusCode } = await app.inject({ url, headers: html })
      expect([statusCode, headers['content-type'], headers['cache-control']]).toEqual([
        200,
        'text/html; charset=utf-8',
        'no-store',
      ])
      const nonce = /style-src 'self' 'nonce-([\w+/]{22}==)'/.exec(
        String(headers['content-security-policy']),
      )?.[1]
      expect(body).toBe(`<meta content="${nonce}"><style nonce="${nonce}"></style>`)
      nonces.push(nonce)
    }
    expect(nonces[0]).not.toBe(nonces[1])
  })

  it('allows no inline script or style without the nonce, no foreign source, and works over plain http', async () => {
    build()
    const { headers } = await app.inject({ url: '/', headers: html })
    const policy = String(headers['content-security-policy'])
    expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'self' 'nonce-")
    expect(policy).toContain("frame-ancestors 'none'")
    expect(policy).not.toMatch(/unsafe|https?:|upgrade-insecure-requests/)
    expect(headers['strict-transport-security']).toBeUndefined()
  })

  it('lets browsers keep files whose names carry a hash for ever, and ask again for the others', async () => {
    build()
    const script = await app.inject('/assets/index-4f2a.js')
    expect([script.body, script.headers['content-type']]).toEqual([
      'start()',
      'application/javascript; charset=utf-8',
    ])
    expect(script.headers).toMatchObject({
      'cache-control': 'public, max-age=31536000, immutable',
      'x-content-type-options': 'nosniff',
    })
    const icon = await app.inject('/favicon.svg')
    expect([icon.headers['content-type'], icon.headers['cache-control']]).toEqual([
      'image/svg+xml',
      'no-cache',
    ])
    const again = await app.inject({
      url: '/favicon.svg',
      headers: { 'if-none-match': String(icon.headers.etag) },
    })
    expect(again.statusCode).toBe(304)
  })

  it('answers HEAD like GET, without a body', async () => {
    build()
    for (const url of ['/', '/settings', '/favicon.svg']) {
      const [head, get] = [
        await app.inject({ method: 'HEAD', url, headers: html }),
        await app.inject({ url, headers: html }),
      ]
      expect([head.statusCode, head.body]).toEqual([200, ''])
      expect(head.headers['content-length']).toBe(get.headers['content-length'])
    }
  })

  it.each([
    ['GET', '/api', html],
    ['GET', '/api/v2/registry', html],
    ['GET', '/ota/nothing', html],
    ['GET', '/healthz/nothing?x', html],
    ['GET', '/assets/index-gone.js', { accept: '*/*' }],
    ['GET', '/index.html', {}],
    ['GET', '/%2e%2e/%2e%2e/etc/passwd', {}],
    ['GET', '/assets/..%2f..%2fetc/passwd', {}],
    ['POST', '/firmware', html],
  ] as const)('does not take %s %s for a page', async (method, url, headers) => {
    build()
    const answer = await app.inject({ method, url, headers })
    expect(answer.statusCode).toBe(404)
    expect(answer.headers['content-type']).toMatch(/^(text\/plain|application\/problem\+json)/)
  })

  it('stands in no other route’s way', async () => {
    build()
    expect((await app.inject({ url: '/ota', headers: html })).body).toBe('Uptodate')
  })

  it('says in plain words that the dashboard has not been built', async () => {
    registerDashboard(app, join(folder, 'dist'))
    for (const url of ['/', '/settings']) {
      const answer = await app.inject({ url, headers: html })
      expect(answer.statusCode).toBe(503)
      expect(answer.headers['content-type']).toBe('text/plain; charset=utf-8')
      expect(answer.body).toMatch(/^The dashboard has not been built: run "npm start"/)
    }
  })
})
