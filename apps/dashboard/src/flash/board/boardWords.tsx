import type { BoardFacts } from '@cyberdeck-ota/flasher'
import type { ReactNode } from 'react'
import { chipRevision, flashWords } from '../../image/imageWords.ts'
import { Copyable } from '../../ui/Copyable.tsx'
import { StatusDot } from '../../ui/StatusDot.tsx'
import { appWords } from './regionWords.ts'

type Fact = readonly [string, ReactNode]

/** What a board is. */
export function boardFacts(board: BoardFacts): Fact[] {
  const { chip, description, revision, mac, flashSize } = board
  // esptool's own words end in the revision, which stands there in ours.
  const name = description.replace(/\s*\(revision [^)]*\)/, '') || chip
  return [
    ['Chip', revision === null ? name : `${name}, revision ${chipRevision(revision)}`],
    ['MAC', mac === null ? 'cannot be read' : <Copyable key="mac" value={mac} label="MAC" />],
    ['Flash', flashSize === null ? 'size cannot be read' : flashWords(flashSize)],
    ['Security', <Security key="security" board={board} />],
  ]
}

function Security({ board: { encrypted, secureBoot, secureDownload } }: { board: BoardFacts }) {
  const words = [
    encrypted && 'flash is encrypted',
    secureBoot && 'starts signed firmware only',
    secureDownload && 'Secure Download Mode',
  ].filter((word) => word !== false)
  if (words.length === 0) return <StatusDot tone="good">open: nothing encrypted or locked</StatusDot>
  return <StatusDot tone="warning">{words.join(' · ')}</StatusDot>
}

/** What runs on a board before it is flashed. */
export function runningFacts(board: BoardFacts): Fact[] {
  const { contents } = board
  if (!contents) return [['Runs now', whyUnknown(board)]]
  const { running } = contents
  if (!running?.app)
    return [['Runs now', contents.bootloader ? 'nothing that starts' : 'nothing: it has no bootloader']]
  const { app, partition } = running
  const facts: (readonly [string, ReactNode | null])[] = [
    ['Runs now', appWords(app)],
    ['Built', app.builtAt],
    ['ESP-IDF', app.idf],
    ['From slot', partition.label],
  ]
  return facts.filter(([, value]) => value !== null)
}

function whyUnknown({ encrypted, secureDownload, chipId }: BoardFacts): string {
  if (encrypted) return 'cannot be seen: only the chip can read its flash'
  if (secureDownload) return 'cannot be seen: the chip lets nobody read its flash'
  return chipId === null ? 'cannot be told on this chip' : 'cannot be read on this chip'
}
