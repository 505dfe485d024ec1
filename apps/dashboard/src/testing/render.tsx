import { notifications } from '@mantine/notifications'
import { QueryClientProvider } from '@tanstack/react-query'
import { createMemoryHistory, createRootRoute, createRouter, RouterProvider } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { onTestFinished, vi } from 'vitest'
import { queryClient } from '../api/queryClient.ts'
import { searchAsWords } from '../searchAsWords.ts'
import { ThemeProvider } from '../theme/ThemeProvider.tsx'

/** What a test sees of the API: the requests that were made, in their order. */
export interface FakeApi {
  requests: { method: string; path: string; body: unknown }[]
}

/**
 * Answers the page's requests below `/api/v1` for the length of a test. `answers` are by "GET /path" without the query; a
 * function is called with the body. What is not there is a 404.
 */
export function fakeApi(answers: Record<string, unknown>): FakeApi {
  const requests: FakeApi['requests'] = []
  vi.stubGlobal('fetch', async (url: string, { method = 'GET', body }: RequestInit = {}) => {
    const path = decodeURIComponent(url.replace('/api/v1', '').replace(/\?.*/, ''))
    const said: unknown = typeof body === 'string' ? JSON.parse(body) : null
    requests.push({ method, path, body: said })
    const answer = answers[`${method} ${path}`]
    if (answer === undefined) {
      const problem = {
        type: 'about:blank',
        title: 'x',
        status: 404,
        code: 'unknown-device',
        detail: 'Not known.',
      }
      return new Response(JSON.stringify(problem), { status: 404 })
    }
    return new Response(JSON.stringify(typeof answer === 'function' ? answer(said) : answer))
  })
  onTestFinished(() => void vi.unstubAllGlobals())
  return { requests }
}

/** Shows something as a page does, with its theme, its links and what it has read, until the test ends. */
export function render(shown: ReactNode): void {
  // Text areas that grow listen for fonts, which happy-dom does not have.
  if (!('fonts' in document)) Object.assign(document, { fonts: new EventTarget() })
  const host = document.body.appendChild(document.createElement('div'))
  const rootRoute = createRootRoute({ component: () => shown, notFoundComponent: () => shown })
  const router = createRouter({ routeTree: rootRoute, history: createMemoryHistory(), ...searchAsWords })
  const root: Root = createRoot(host)
  onTestFinished(() => {
    root.unmount()
    notifications.clean()
    host.remove()
    queryClient.clear()
  })
  root.render(
    <ThemeProvider>
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </ThemeProvider>,
  )
}

/** Waits until the page says this. A busy machine takes its time to show a whole page. */
export async function says(text: string): Promise<void> {
  await vi.waitFor(
    () => {
      if (!document.body.textContent?.includes(text)) throw new Error(`“${text}” is not there`)
    },
    { timeout: 10_000 },
  )
}

/** The button of that name. */
export function button(name: string): HTMLButtonElement {
  const found = [...document.querySelectorAll('button')].find(
    (each) => each.textContent === name || each.getAttribute('aria-label') === name,
  )
  if (!found) throw new Error(`there is no button “${name}”`)
  return found
}
