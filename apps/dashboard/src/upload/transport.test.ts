import { beforeEach, expect, test, vi } from 'vitest'
import { ApiProblem } from '../api/request.ts'
import { sendUpload } from './transport.ts'

/** Stands in for the browser's: the test plays the server. */
class FakeRequest {
  static last: FakeRequest
  upload: { onprogress: ((event: { loaded: number; total: number }) => void) | null } = { onprogress: null }
  onload: (() => void) | null = null
  onerror: (() => void) | null = null
  onabort: (() => void) | null = null
  status = 0
  responseText = ''
  opened: string[] = []
  body: FormData | null = null
  open(...how: string[]) {
    this.opened = how
  }
  send(body: FormData) {
    this.body = body
    FakeRequest.last = this
  }
  abort() {
    this.onabort?.()
  }
  answer(status: number, body: unknown) {
    this.status = status
    this.responseText = typeof body === 'string' ? body : JSON.stringify(body)
    this.onload?.()
  }
}

beforeEach(() => {
  vi.stubGlobal('XMLHttpRequest', FakeRequest)
  return () => vi.unstubAllGlobals()
})

function start(abort = new AbortController()) {
  const onProgress = vi.fn()
  const file = new File(['bytes'], 'a.bin')
  const sending = sendUpload(
    {
      fields: [['version', '1.02']],
      files: [
        ['bootloader', new File(['boot'], 'b.bin')],
        ['file', file],
      ],
    },
    { signal: abort.signal, onProgress },
  )
  return { sending, onProgress, request: FakeRequest.last, abort }
}

test('the text fields go before the files, and progress is passed on', async () => {
  const { sending, onProgress, request } = start()
  expect(request.opened).toEqual(['POST', '/api/v1/builds'])
  expect([...(request.body?.keys() ?? [])]).toEqual(['version', 'bootloader', 'file'])
  request.upload.onprogress?.({ loaded: 3, total: 9 })
  expect(onProgress).toHaveBeenCalledWith(3, 9)
  request.answer(500, '')
  await expect(sending).rejects.toThrow(ApiProblem)
})

test('a refusal is the sentence of the server', async () => {
  const { sending, request } = start()
  const problem = {
    type: 'about:blank',
    title: 'Conflict',
    status: 409,
    code: 'version-exists',
    detail: 'There is a 1.02.',
  }
  request.answer(409, problem)
  await expect(sending).rejects.toMatchObject({ code: 'version-exists', message: 'There is a 1.02.' })
})

test('a connection that breaks off says that sending again is safe', async () => {
  const { sending, request } = start()
  request.onerror?.()
  await expect(sending).rejects.toMatchObject({
    code: 'unreachable',
    message: expect.stringContaining('safe'),
  })
})

test('a success in an unknown form is not taken for one', async () => {
  const { sending, request } = start()
  request.answer(201, '<html>a proxy</html>')
  await expect(sending).rejects.toMatchObject({ code: 'unexpected-answer', status: 201 })
})

test('an abort reaches the request, and rejects with its reason', async () => {
  const { sending, abort } = start()
  abort.abort()
  await expect(sending).rejects.toBe(abort.signal.reason)
})
