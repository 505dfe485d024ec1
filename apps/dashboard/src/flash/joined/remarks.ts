import { reasonSentence, sameVersion } from '@cyberdeck-ota/core'
import type { Device } from '@cyberdeck-ota/schema'
import type { Written } from './written.ts'

/** What a person has to know of a device that has just come back from being flashed; one sentence each. */
export function remarksOn(device: Device, written: Written): string[] {
  return [
    runsRemark(device, written),
    callsRemark(device, written),
    productRemark(device, written),
    restRemark(device, written),
  ].filter((remark) => remark !== null)
}

/** Whether its digest shows that it runs these very bytes; null where one of the two has none. */
function isProven({ reported }: Device, { sha256 }: Written): boolean | null {
  return reported.runningSha256 === null || sha256 === null ? null : reported.runningSha256 === sha256
}

/** Whether its digest shows that it runs something else. */
export function runsAnother(device: Device, written: Written): boolean {
  return isProven(device, written) === false
}

function runsRemark(device: Device, written: Written): string | null {
  if (!runsAnother(device, written)) return null
  const runs = device.runs ?? device.version
  return `It does not run what was written, but ${runs ?? 'another image'}: look at what it said when it started.`
}

function callsRemark(device: Device, written: Written): string | null {
  const { version: said, reason, runs } = device
  const { version, title } = written
  if (said === null || version === null || sameVersion(said, version)) return null
  if (reason.code === 'alias' || runsAnother(device, written)) return null
  const proven = isProven(device, written) === true || (runs !== null && sameVersion(runs, version))
  return proven
    ? `It calls itself ${said}, though its digest proves that it runs ${title}: the version constant of its sketch was not raised.`
    : `It calls itself ${said}, though ${title} was written: look at the version constant of its sketch.`
}

function productRemark({ product }: Device, written: Written): string | null {
  if (written.product === null || written.product === product) return null
  return `It asks for updates of ${product}, not of ${written.product}: the address in its sketch says which.`
}

function restRemark(device: Device, { version }: Written): string | null {
  const { hold, pin, quarantines, reason } = device
  if (hold) return 'It is on hold: it gets no update until that is ended on its page.'
  if (pin !== null && version !== null && !sameVersion(pin, version)) {
    return `It is pinned to ${pin}, which it is sent instead of ${version}.`
  }
  if (reason.code === 'quarantined') return reasonSentence(reason)
  const kept = quarantines.find(
    (each) => each.until === null && version !== null && sameVersion(each.version, version),
  )
  return kept
    ? `${kept.version} failed on it before, and is not sent to it again by itself until that is lifted on its page.`
    : null
}
