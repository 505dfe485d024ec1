import type { System } from '@cyberdeck-ota/flasher'

/** What the visitor's computer runs, as its browser says; phones and tablets are `other`. */
export function visitorSystem(userAgent: string = navigator.userAgent): System {
  if (/Windows/.test(userAgent)) return 'windows'
  if (/Macintosh/.test(userAgent)) return 'macos'
  return /Linux/.test(userAgent) && !/Android/.test(userAgent) ? 'linux' : 'other'
}
