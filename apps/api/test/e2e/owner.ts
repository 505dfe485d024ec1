import type { UploadResult } from '@cyberdeck-ota/schema'
import type { Instance } from '@cyberdeck-ota/test-server'

/** Somebody who is signed in at a server: asks as a browser does, with a session cookie. */
export interface Owner {
  fetch(path: string, init?: RequestInit): Promise<Response>
  upload(file: Uint8Array, fields: Record<string, string>): Promise<UploadResult>
}

export const password = 'correct horse battery staple'

/** Claims a fresh server with the code it printed. */
export async function claim({ url, claimCode }: Instance): Promise<Owner> {
  const answer = await fetch(`${url}/api/v1/claim`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ code: claimCode, password }),
  })
  return signedIn(url, answer)
}

/** Signs in at a server that was claimed before. */
export async function signIn({ url }: Instance): Promise<Owner> {
  const answer = await fetch(`${url}/api/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ user: 'admin', password }),
  })
  return signedIn(url, answer)
}

async function signedIn(url: string, answer: Response): Promise<Owner> {
  if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`)
  const cookie = answer.headers.getSetCookie()[0]?.split(';')[0] ?? ''
  const owner: Owner = {
    fetch: (path, init = {}) => fetch(url + path, { ...init, headers: { cookie, ...init.headers } }),
    upload: async (file, fields) => {
      const result = await owner.fetch('/api/v1/builds', { method: 'POST', body: formOf(file, fields) })
      if (!result.ok) throw new Error(`${result.status} ${await result.text()}`)
      return (await result.json()) as UploadResult
    },
  }
  return owner
}

/** The multipart body of an upload. */
export function formOf(file: Uint8Array, fields: Record<string, string>): FormData {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.set(name, value)
  form.set('file', new Blob([new Uint8Array(file)]), 'firmware.bin')
  return form
}
