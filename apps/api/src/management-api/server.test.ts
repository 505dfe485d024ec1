import { CheckInList, ServerInfo } from '@cyberdeck-ota/schema'
import { expect, test } from 'vitest'
import { signedIn, startManagementApi } from '../../test/managementServer.ts'

test('the server tells its state', async () => {
  const { app } = await startManagementApi({ uploadLimit: 1024 })
  const answer = await app.inject({ url: '/api/v1/server', headers: signedIn })
  expect(ServerInfo.parse(answer.json())).toMatchObject({
    startedAt: '2026-03-01T12:00:00.000Z',
    deviceUrl: 'http://192.168.1.5:5000',
    deviceUrlIsSet: false,
    uploadLimit: 1024,
    downloads: { active: 0, limit: 200 },
    fleet: { devices: 0, lastCheckInAt: null, running: [] },
    adoption: null,
  })
  expect(answer.headers['cache-control']).toBe('no-store')
})

test('check-ins are listed newest first, as many as asked for', async () => {
  const { app, fleet } = await startManagementApi()
  for (let i = 1; i <= 150; i++) fleet.sawMalformed(`10.0.0.${i}`, 'the URL has a raw space', 400, 1_000 * i)
  const list = async (query: string) =>
    CheckInList.parse((await app.inject({ url: `/api/v1/check-ins${query}`, headers: signedIn })).json())
  expect((await list('')).items).toHaveLength(100)
  const { items, total } = await list('?limit=2')
  expect(items.map(({ address }) => address)).toEqual(['10.0.0.150', '10.0.0.149'])
  expect(total).toBe(150)
})

test.each(['0', '1001', '-1', '1.5', 'many', ''])(
  'a limit of "%s" is refused in a sentence',
  async (limit) => {
    const { app } = await startManagementApi()
    const answer = await app.inject({ url: `/api/v1/check-ins?limit=${limit}`, headers: signedIn })
    expect(answer.json()).toMatchObject({
      status: 400,
      code: 'bad-field',
      detail: expect.stringMatching(/limit/),
    })
  },
)
