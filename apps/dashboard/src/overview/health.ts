import type { DeviceViews } from '@cyberdeck-ota/schema'

/** How the fleet is, in a sentence or two; `needs` is the count of things that want their owner. */
export function healthSentence(views: DeviceViews, needs: number): string {
  const attention = needs === 0 ? '' : needs === 1 ? ' One thing needs you.' : ` ${needs} things need you.`
  return `${fleetSentence(views)}${attention}`
}

function fleetSentence({ all, upToDate, updating }: DeviceViews): string {
  if (all === 0) return 'No board has checked in yet.'
  if (all === 1 && upToDate === 1) return 'Your device is up to date.'
  if (all === 1) return updating === 1 ? 'Your device is updating.' : 'Your device is not up to date yet.'
  if (all === upToDate) return `All ${all.toLocaleString('en')} devices are up to date.`
  const under =
    updating === 0
      ? ''
      : updating === 1
        ? ', one is updating'
        : `, ${updating.toLocaleString('en')} are updating`
  const are = upToDate === 1 ? 'is' : 'are'
  return `${upToDate.toLocaleString('en')} of ${all.toLocaleString('en')} devices ${are} up to date${under}.`
}
