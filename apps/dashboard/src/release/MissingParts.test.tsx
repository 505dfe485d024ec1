import type { Build } from '@cyberdeck-ota/schema'
import { expect, test, vi } from 'vitest'
import { ApiProblem } from '../api/request.ts'
import { exampleBuild } from '../testing/examples.ts'
import { button, render, says } from '../testing/render.tsx'
import { pickFiles } from '../ui/pickFiles.ts'
import { uploadPartsOf } from '../upload/uploadPartsOf.ts'
import { MissingParts } from './MissingParts.tsx'

vi.mock('../ui/pickFiles.ts')
vi.mock('../upload/uploadPartsOf.ts')

const part = { sha256: 'b'.repeat(64), size: 1, fileName: 'x.bin', address: 0 }
const parts = { bootloader: part, partitions: part, otadata: null, appAddress: 0x10000 }
const factory = { sha256: 'b'.repeat(64), size: 1, fileName: 'x.bin', appOffset: 0x8000 }
const add = 'Add bootloader and partition table…'

function show(build: Partial<Build>) {
  render(
    <>
      <p>The build</p>
      <MissingParts
        release={{ product: 'lamp', version: '1.02' }}
        board="sense"
        build={exampleBuild(build)}
      />
    </>,
  )
}

test('a build without parts takes those that are chosen', async () => {
  const files = [new File(['x'], 'bootloader.bin')]
  vi.mocked(pickFiles).mockImplementation((onFiles) => onFiles(files))
  show({ fileName: 'lamp.bin' })
  await says('it came without bootloader and partition table.')
  button(add).click()
  const build = { product: 'lamp', version: '1.02', board: 'sense', fileName: 'lamp.bin' }
  await vi.waitFor(() => expect(uploadPartsOf).toHaveBeenCalledExactlyOnceWith(build, files))
})

test('a build that cannot be fetched from the server is told in its sentence', async () => {
  vi.mocked(pickFiles).mockImplementation((onFiles) => onFiles([]))
  vi.mocked(uploadPartsOf).mockRejectedValue(new ApiProblem('not-found', 404, 'There is no 1.02 any more.'))
  show({})
  await says('came without')
  button(add).click()
  await says('There is no 1.02 any more.')
})

test('a factory image that starts no blank board is named as the reason', async () => {
  show({ factory })
  await says('the factory image it was taken out of has no bootloader')
})

test.each<[string, Partial<Build>]>([
  ['with parts', { parts }],
  ['with a whole factory image', { factory: { ...factory, address: 0 } }],
  ['that is encrypted', { kind: 'encrypted' }],
  ['of an ESP8266', { kind: 'esp8266-app', chip: 'ESP8266', chipId: null }],
])('nothing is said of a build %s', async (_what, build) => {
  show(build)
  await says('The build')
  expect(() => button(add)).toThrow()
})
