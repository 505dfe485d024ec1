import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../../test/temporaryFolder.ts'
import { loadBinding, NoSerialPorts } from './loadBinding.ts'

test('what is installed while the server runs is found at the next look', async () => {
  const home = await temporaryFolder()
  const entry = join(home, 'index.cjs')
  await writeFile(entry, "require('not-installed-yet')")
  const load = () => loadBinding(home)
  expect(load).toThrow(NoSerialPorts)
  expect(load).toThrow(/npm run usb/)
  await writeFile(entry, "exports.binding = 'the binding'")
  expect(load()).toBe('the binding')
})

test('native code that this system cannot run is told of in one line', async () => {
  const home = await temporaryFolder()
  await writeFile(
    join(home, 'index.cjs'),
    "throw new Error('No native build was found\\n  for this platform')",
  )
  expect(() => loadBinding(home)).toThrow(
    'The server cannot reach serial ports on this system: No native build was found.',
  )
})
