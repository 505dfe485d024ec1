import { expect, test, vi } from 'vitest'
import { ask, type ServerUnderTest, startManagementApi } from '../../test/managementServer.ts'
import { macOf, poll, publish } from '../../test/polling.ts'

async function twoBoards(): Promise<ServerUnderTest> {
  const server = await startManagementApi()
  await publish(server, ['1.02'])
  for (const board of [1, 2]) await poll(server, board, { version: '1.02' })
  return server
}

test('devices are exported as a table with a heading', async () => {
  const server = await twoBoards()
  await ask(server, 'PATCH', `/devices/${macOf(1)}`, { name: '=1+1', notes: 'two\nlines', tags: ['b', 'a'] })
  const answer = await ask(server, 'GET', '/devices.csv')
  expect(answer.headers).toMatchObject({
    'content-type': 'text/csv; charset=utf-8; header=present',
    'content-disposition': 'attachment; filename="devices-2026-03-01.csv"',
  })
  expect(answer.body.startsWith('\uFEFFid,identity,name,product,')).toBe(true)
  const [, first = '', ...rest] = answer.body.split('\r\n')
  expect(first).toContain(`${macOf(1)},mac,'=1+1,default,`)
  expect(first).toContain(',It already runs 1.02.,false,')
  expect(first).toContain('"two\nlines"')
  expect(rest).toEqual([expect.stringContaining(macOf(2)), ''])
})

test('only what the query finds is exported', async () => {
  const answer = await ask(await twoBoards(), 'GET', `/devices.csv?query=id:${macOf(2)}`)
  expect(answer.body.match(/24:6F:28:00:00:../g)).toEqual([macOf(2)])
})

test('a query that cannot be read is refused before anything is sent', async () => {
  const answer = await ask(await twoBoards(), 'GET', '/devices.csv?query=colour:red')
  expect(answer.json()).toMatchObject({ status: 400, code: 'bad-query' })
})

test('a large fleet is read page by page, each after the one before it', async () => {
  const server = await twoBoards()
  const device = await server.devices.find(macOf(1))
  if (!device) throw new Error('the board is not known')
  const page = vi.spyOn(server.devices, 'page').mockImplementation(async (_, after, limit) => {
    const left = Math.max(0, Math.min(limit, 250 - after))
    return Array.from({ length: left }, (_, index) => ({ ...device, row: after + index + 1 }))
  })
  const answer = await ask(server, 'GET', '/devices.csv')
  expect(answer.body.split('\r\n')).toHaveLength(250 + 2)
  expect(page.mock.calls.map(([, after]) => after)).toEqual([0, 100, 200])
})

test('a store that fails at once is told as a problem', async () => {
  const server = await twoBoards()
  vi.spyOn(server.devices, 'page').mockRejectedValue(new Error('the disk is gone'))
  const answer = await ask(server, 'GET', '/devices.csv')
  expect(answer.json()).toMatchObject({ status: 500, code: 'internal-error' })
})
