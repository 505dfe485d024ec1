import { afterEach, expect, it, vi } from 'vitest'
import { reloadOnUpgrade } from './reloadOnUpgrade.ts'

afterEach(() => {
  vi.restoreAllMocks()
  sessionStorage.clear()
})

it('loads the page anew when a part of it is gone, but not again and again', () => {
  const reload = vi.spyOn(location, 'reload').mockImplementation(() => {})
  reloadOnUpgrade()
  const missing = () => {
    const event = new Event('vite:preloadError', { cancelable: true })
    dispatchEvent(event)
    return event.defaultPrevented
  }
  expect([missing(), missing()]).toEqual([true, false])
  expect(reload).toHaveBeenCalledTimes(1)
})
