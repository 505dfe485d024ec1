import { beforeEach, expect, test, vi } from 'vitest'
import { uploadPartsOf } from './uploadPartsOf.ts'
import { uploads } from './uploadStore.ts'

const build = { product: 'lamp', version: '1.02', board: 's3 sense' }
const parts = [new File(['boot'], 'bootloader.bin')]

beforeEach(() => () => {
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

/** The server's answer to the next request. */
function answers(answer: () => Promise<Response>) {
  const fetch = vi.fn(answer)
  vi.stubGlobal('fetch', fetch)
  const add = vi.spyOn(uploads, 'add').mockReturnValue()
  return { fetch, add }
}

test('the app is fetched and listed with its parts, as the very build that it is', async () => {
  const { fetch, add } = answers(async () => new Response('app'))
  await uploadPartsOf({ ...build, fileName: 'lamp.bin' }, parts)
  expect(fetch).toHaveBeenCalledWith('/api/v1/products/lamp/releases/1.02/builds/s3%20sense')
  const [files, known] = add.mock.calls[0] ?? []
  const [app, ...others] = [...(files ?? [])]
  expect([app?.name, await app?.text(), others]).toEqual(['lamp.bin', 'app', parts])
  expect(known).toEqual({ draft: build })
})

test('nothing is listed when the app cannot be fetched, and the reason is told', async () => {
  const gone = { type: 'about:blank', title: 'x', status: 404, code: 'not-found', detail: 'It is gone.' }
  const { add } = answers(async () => new Response(JSON.stringify(gone), { status: 404 }))
  await expect(uploadPartsOf({ ...build, fileName: 'lamp.bin' }, parts)).rejects.toThrow('It is gone.')
  answers(async () => {
    throw new TypeError('Failed to fetch')
  })
  await expect(uploadPartsOf({ ...build, fileName: 'lamp.bin' }, parts)).rejects.toMatchObject({
    code: 'unreachable',
  })
  expect(add).not.toHaveBeenCalled()
})
