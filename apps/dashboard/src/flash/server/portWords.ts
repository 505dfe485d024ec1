import type { FlashJob, SerialPortInfo } from '@cyberdeck-ota/schema'

/** Ports by the jobs that run on them. */
export function busyPorts(jobs: readonly FlashJob[]): ReadonlySet<string> {
  return new Set(jobs.filter(({ state }) => state === 'running').map(({ port }) => port))
}

/** A port in a list: its path, and what its plug says of itself. */
export function portLabel({ path, manufacturer, serialNumber }: SerialPortInfo, busy: boolean): string {
  const said = [path, manufacturer, serialNumber].filter((text) => text !== null && text !== '')
  return [...said, ...(busy ? ['busy'] : [])].join(' · ')
}

/** Whether it can be a board: everything else is a port of the computer itself, to which nothing is wired. */
export function isOnUsb({ vendorId }: SerialPortInfo): boolean {
  return vendorId !== null
}

/** The one to begin with: on USB, and if possible one that no job has. Null where a person has to choose. */
export function usualPort(ports: readonly SerialPortInfo[], busy: ReadonlySet<string>): string | null {
  const usb = ports.filter(isOnUsb)
  return (usb.find(({ path }) => !busy.has(path)) ?? usb[0])?.path ?? null
}
