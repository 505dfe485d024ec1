import { type Build, FactoryPartName } from '@cyberdeck-ota/schema'
import { Anchor } from '@mantine/core'
import type { ReactNode } from 'react'
import { chipRevision, flashWords, kindWords, projectWords, signatureWords } from '../image/imageWords.ts'
import { partWords } from '../image/partWords.ts'
import { Bytes } from '../ui/Bytes.tsx'
import { Copyable } from '../ui/Copyable.tsx'
import { absoluteTime } from '../ui/relativeTime.ts'

type Fact = readonly [string, ReactNode]

/** What an image says of itself, without what it does not say. */
export function imageFacts(build: Build): Fact[] {
  return known([
    ['Kind', kindWords[build.kind]],
    ['Chip', build.chip],
    ['Chip revisions', revisions(build)],
    ['Project', projectWords(build.project)],
    ['Version inside', build.embeddedVersion],
    ['Built', build.builtAt],
    ['ESP-IDF', build.idf],
    ['Flash size', build.flashSize !== null && flashWords(build.flashSize)],
    ['Secure version', build.secureVersion || null],
    ['Signature', signatureWords(build.signature)],
    ...(build.signature?.keyDigests ?? []).map(
      (digest, index): Fact => [`Key digest ${index + 1}`, digestOf(digest, 'key digest')],
    ),
    ['ELF SHA-256', build.elfSha256 && digestOf(build.elfSha256, 'ELF SHA-256')],
    ['Reported as', build.runningSha256 && digestOf(build.runningSha256, 'digest that a device reports')],
  ])
}

/** What a cable writes beside the app, each a link to its file. Empty where nothing came beside it. */
export function partFacts({ parts }: Build, urlOf: (part: FactoryPartName) => string): Fact[] {
  if (!parts) return []
  return FactoryPartName.options.flatMap((name): Fact[] => {
    const part = parts[name]
    if (!part) return []
    const link = (
      <Anchor key={name} href={urlOf(name)} download inherit>
        {part.fileName}
      </Anchor>
    )
    return [
      [
        partWords[name],
        <span key={name}>
          {link}, at 0x{part.address.toString(16)}
        </span>,
      ],
    ]
  })
}

/** The file, and where it came from. */
export function fileFacts(build: Build): Fact[] {
  const { factory } = build
  return known([
    ['File', build.fileName],
    ['Taken from', factory && `${factory.fileName}, at 0x${factory.appOffset.toString(16)}`],
    ['Size', <Bytes key="size" value={build.size} />],
    ['Uploaded', absoluteTime(Date.parse(build.uploadedAt))],
    ['By', build.uploadedBy],
    ['SHA-256', digestOf(build.sha256, 'SHA-256')],
    ['MD5', digestOf(build.md5, 'MD5')],
    ['SHA-512', digestOf(build.sha512, 'SHA-512')],
  ])
}

function known(facts: Fact[]): Fact[] {
  return facts.filter(([, value]) => value !== null && value !== false)
}

function digestOf(value: string, label: string) {
  return <Copyable key={label} value={value} head={32} label={label} />
}

function revisions({ minChipRevision: min, maxChipRevision: max }: Build): string | null {
  if (min === null && max === null) return null
  if (max === null) return `${chipRevision(min ?? 0)} and later`
  return `${chipRevision(min ?? 0)} to ${chipRevision(max)}`
}
