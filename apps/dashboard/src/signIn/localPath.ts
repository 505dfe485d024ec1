import { paths } from '../paths.ts'

/**
 * Where to go after signing in: `back` when it is a page of this dashboard, else Overview. It stands in the address
 * bar, so a link from elsewhere must not be able to lead anywhere else.
 */
export function localPath(back: string | undefined): string {
  if (!back?.startsWith('/')) return paths.overview()
  const here = 'http://here'
  const url = URL.canParse(back, here) ? new URL(back, here) : undefined
  if (url?.origin !== here) return paths.overview()
  return url.pathname + url.search + url.hash
}
