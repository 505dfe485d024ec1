import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../../test/temporaryFolder.ts'
import { systemNeighbours } from './systemNeighbours.ts'

const header = 'IP address       HW type     Flags       HW address            Mask     Device\n'
const row = (address: string, last: string) =>
  `${address}      0x1         0x2         24:6f:28:00:00:${last}     *        eth0\n`
const first = '24:6F:28:00:00:01'

async function neighboursOf(text: string) {
  const file = join(await temporaryFolder(), 'arp')
  await writeFile(file, header + text)
  const clock = { now: 5 }
  const neighbours = systemNeighbours({ file, now: () => clock.now })
  return { file, clock, neighbours, write: (table: string) => writeFile(file, header + table) }
}

test('a neighbour’s MAC is that of the table', async () => {
  const { neighbours } = await neighboursOf(row('10.0.0.1', '01'))
  expect(neighbours.macOf('10.0.0.1')).toBe(first)
  expect(neighbours.macOf('10.0.0.2')).toBeNull()
  expect(neighbours.macOf('fe80::1')).toBeNull()
})

test('the table is read again for an address that it lacks, once a second at most', async () => {
  const { clock, neighbours, write } = await neighboursOf('')
  expect(neighbours.macOf('10.0.0.1')).toBeNull()
  await write(row('10.0.0.1', '01'))
  clock.now += 999
  expect(neighbours.macOf('10.0.0.1')).toBeNull()
  clock.now += 1
  expect(neighbours.macOf('10.0.0.1')).toBe(first)
})

test('an address that changed hands is noticed within a minute', async () => {
  const { clock, neighbours, write } = await neighboursOf(row('10.0.0.1', '01'))
  expect(neighbours.macOf('10.0.0.1')).toBe(first)
  await write(row('10.0.0.1', '02'))
  clock.now += 59_999
  expect(neighbours.macOf('10.0.0.1')).toBe(first)
  clock.now += 1
  expect(neighbours.macOf('10.0.0.1')).toBe('24:6F:28:00:00:02')
})

test('where there is no table, or no longer one, nobody is known', async () => {
  const { file, clock, neighbours } = await neighboursOf(row('10.0.0.1', '01'))
  expect(neighbours.macOf('10.0.0.1')).toBe(first)
  await rm(file)
  clock.now += 60_000
  expect(neighbours.macOf('10.0.0.1')).toBeNull()
  expect(systemNeighbours({ file }).macOf('10.0.0.1')).toBeNull()
})
