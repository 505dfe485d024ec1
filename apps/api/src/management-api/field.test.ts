import { FieldHistory } from '@cyberdeck-ota/schema'
import { expect, test } from 'vitest'
import { ask, type ServerUnderTest, startManagementApi } from '../../test/managementServer.ts'
import { poll } from '../../test/polling.ts'

const hour = 60 * 60 * 1000

async function field(server: ServerUnderTest, query = ''): Promise<FieldHistory> {
  const answer = await ask(server, 'GET', `/field${query}`)
  expect(answer.statusCode, answer.body).toBe(200)
  return FieldHistory.parse(answer.json())
}

test('the field is told as it was and as it is now, of one product', async () => {
  const server = await startManagementApi()
  const start = server.now()
  await server.devices.sample(start - 8 * 24 * hour, [{ product: 'default', version: '0.9', devices: 1 }])
  await server.devices.sample(start - hour, [
    { product: 'default', version: '1.00', devices: 2 },
    { product: 'pump', version: '7', devices: 5 },
  ])
  await poll(server, 1, { version: '1.02' })
  await poll(server, 2, { version: '7', product: 'pump' })
  server.clock.now += hour
  const { product, samples } = await field(server)
  expect(product).toBe('default')
  expect(samples[0]).toEqual({ at: '2026-03-01T11:00:00.000Z', version: '1.00', devices: 2 })
  expect(samples.at(-1)).toEqual({ at: '2026-03-01T13:00:00.000Z', version: '1.02', devices: 1 })
  expect((await field(server, '?since=2026-02-01T00:00:00Z')).samples[0]?.version).toBe('0.9')
  expect((await field(server, '?product=pump')).samples.map(({ version }) => version)).toEqual(['7', '7'])
})

test('a long time is told by moments spread over it', async () => {
  const server = await startManagementApi()
  const start = server.now()
  for (let minutes = 6 * 24 * 60; minutes > 0; minutes -= 5)
    await server.devices.sample(start - minutes * 60_000, [
      { product: 'default', version: '1', devices: minutes },
    ])
  const { samples } = await field(server)
  expect(samples).toHaveLength(400)
  expect(samples.at(-1)?.devices).toBe(5)
})

test.each(['?since=yesterday', '?product=No%20Slug', '?until=2026-01-01T00:00:00Z'])(
  '"%s" is refused in a sentence',
  async (query) => {
    const answer = await ask(await startManagementApi(), 'GET', `/field${query}`)
    expect(answer.json()).toMatchObject({ status: 400, detail: expect.stringMatching(/\.$/) })
  },
)
