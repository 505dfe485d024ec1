import type { Device } from '@cyberdeck-ota/schema'
import type { ReactNode } from 'react'
import { rhythmWords, silentSentence } from '../fleet/rhythm.ts'
import { flashWords } from '../image/imageWords.ts'
import { Bytes } from '../ui/Bytes.tsx'
import { Copyable } from '../ui/Copyable.tsx'
import { Facts } from '../ui/Facts.tsx'
import { Panel } from '../ui/Panel.tsx'
import { RelativeTime } from '../ui/RelativeTime.tsx'
import { useNow } from '../ui/useNow.ts'
import { clientWords } from '../verdict/clientWords.ts'

/** What a device says of itself, and what its polls showed. */
export function ReportedPanel({ device }: { device: Device }) {
  const silent = silentSentence(device, useNow())
  return (
    <Panel title="Reported" description={silent ?? 'What it says of itself, and what its polls showed'}>
      <Facts facts={facts(device)} />
    </Panel>
  )
}

function facts({ reported, ...device }: Device): (readonly [string, ReactNode])[] {
  const known: (readonly [string, ReactNode | null])[] = [
    ['Client', clientWords[reported.client]],
    ['Product', device.product],
    ['Board', device.board ?? 'nothing tells'],
    ['Chip', device.chip],
    ['Address', <Copyable key="address" value={device.address} label="address" />],
    ['Says it runs', reported.version ?? 'nothing'],
    ['Running SHA-256', digest(reported.runningSha256, 'SHA-256')],
    ['Running MD5', digest(reported.runningMd5, 'MD5')],
    ['Running image', bytes(reported.sketchSize)],
    ['Room for an image', bytes(reported.freeSpace)],
    ['Flash', reported.flashSize === null ? null : flashWords(reported.flashSize)],
    ['SDK', reported.sdk],
    ['Polls', rhythmWords(device.interval)],
    ['Polls so far', device.polls.toLocaleString('en')],
    ['First seen', <RelativeTime key="first" at={device.firstSeenAt} />],
    ['Last seen', <RelativeTime key="last" at={device.lastSeenAt} />],
    ['Also known as', device.aliases.length > 0 ? device.aliases.join(', ') : null],
  ]
  return known.filter((fact): fact is readonly [string, ReactNode] => fact[1] !== null)
}

function bytes(count: number | null): ReactNode | null {
  return count === null ? null : <Bytes value={count} />
}

function digest(value: string | null, label: string): ReactNode | null {
  return value === null ? null : <Copyable value={value} head={16} label={label} />
}
