import { type Reach, reachOf } from './reachOf.ts'

/** The permissions policy of a page: the standard's name for it, and the one that Chromium has. */
interface Policed {
  permissionsPolicy?: { allowsFeature(name: string): boolean }
  featurePolicy?: { allowsFeature(name: string): boolean }
}

/** Whether this page can use serial ports, in this browser and at this address. */
export function reachHere(): Reach {
  const { permissionsPolicy, featurePolicy } = document as Policed
  return reachOf({
    hasSerial: 'serial' in navigator,
    secure: window.isSecureContext,
    allowed: (permissionsPolicy ?? featurePolicy)?.allowsFeature('serial') ?? null,
    userAgent: navigator.userAgent,
  })
}
