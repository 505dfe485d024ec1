import { expect, onTestFinished, test, vi } from 'vitest'
import { app, buildWithFactory } from '../../testing/exampleFirmware.ts'
import { type BuildFile, fetchBuildFile } from './fetchBuildFile.ts'

const file: BuildFile = {
  product: 'thermo',
  version: '2.34',
  board: 's3',
  file: 'app',
  fileName: 'thermo.bin',
  sha256: buildWithFactory.sha256,
  size: app.length,
}

/** Answers every request so, and keeps the addresses that were asked. */
function server(answer: (init: RequestInit) => Response | Promise<Response>) {
  const asked: string[] = []
  vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
    asked.push(url)
    return answer(init)
  })
  onTestFinished(() => void vi.unstubAllGlobals())
  return asked
}

const quiet = { onProgress: () => {}, signal: new AbortController().signal }

test('a file comes whole, checked, and with its progress told', async () => {
  const asked = server(
    () =>
      new Response(
        new ReadableStream({
          start(controller) {
            controller.enqueue(app.slice(0, 100))
            controller.enqueue(app.slice(100))
            controller.close()
          },
        }),
      ),
  )
  const told: number[][] = []
  const bytes = await fetchBuildFile(file, { ...quiet, onProgress: (...progress) => told.push(progress) })
  expect(bytes).toEqual(app)
  expect(told).toEqual([
    [100, app.length],
    [app.length, app.length],
  ])
  expect(asked).toEqual(['/api/v1/products/thermo/releases/2.34/builds/s3'])
})

test('factory image and parts are asked for by name', async () => {
  const asked = server(() => new Response(app.slice()))
  await fetchBuildFile({ ...file, file: 'factory' }, quiet)
  await fetchBuildFile({ ...file, file: 'otadata' }, quiet)
  expect(asked.map((url) => url.replace(/.*\?/, ''))).toEqual(['factory=true', 'part=otadata'])
})

test('a file that is cut short or damaged on the way is refused', async () => {
  const wrong = app.slice()
  wrong[200] = 0xaa ^ (wrong[200] ?? 0)
  for (const bytes of [app.slice(0, -1), wrong, new Uint8Array([...app, 0])]) {
    server(() => new Response(bytes.slice()))
    await expect(fetchBuildFile(file, quiet)).rejects.toMatchObject({ code: 'download-damaged' })
  }
})

test('the server’s own sentence is passed on, and silence is told as such', async () => {
  const problem = {
    type: 'x',
    title: 'x',
    status: 404,
    code: 'unknown-release',
    detail: 'There is no such release.',
  }
  server(() => new Response(JSON.stringify(problem), { status: 404 }))
  await expect(fetchBuildFile(file, quiet)).rejects.toMatchObject({
    code: 'download-failed',
    message: 'thermo.bin could not be fetched: There is no such release.',
  })
  server(() => Promise.reject(new TypeError('Failed to fetch')))
  await expect(fetchBuildFile(file, quiet)).rejects.toMatchObject({
    message: 'thermo.bin could not be fetched: the server cannot be reached; try again.',
  })
})

test('what is aborted ends with the reason of that', async () => {
  const abort = new AbortController()
  const reason = new Error('cancelled')
  server(() => {
    abort.abort(reason)
    return Promise.reject(new DOMException('aborted', 'AbortError'))
  })
  await expect(fetchBuildFile(file, { ...quiet, signal: abort.signal })).rejects.toBe(reason)
})
