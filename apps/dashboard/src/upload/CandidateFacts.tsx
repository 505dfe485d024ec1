import { kindWords, projectWords, signatureWords } from '../image/imageWords.ts'
import { Bytes } from '../ui/Bytes.tsx'
import { Copyable } from '../ui/Copyable.tsx'
import { Facts } from '../ui/Facts.tsx'
import type { Candidate } from './candidate.ts'

/** What was read from an image, before anything is sent. */
export function CandidateFacts({ candidate }: { candidate: Candidate }) {
  const { image, bytes, sha256, md5, inside } = candidate
  return (
    <Facts
      facts={[
        ['Kind', kindWords[image.kind]],
        ['Chip', image.chip ?? 'The image does not say'],
        ['Project', projectWords(image.project) ?? 'The image does not say'],
        ['Version inside', image.version ?? 'The image does not say'],
        ['Signature', signatureWords(image.signature)],
        ...(inside
          ? [
              [
                'Taken from',
                `${inside.label}, at 0x${inside.factory.appOffset.toString(16)} of the factory image; the whole file is kept for USB`,
              ] as const,
            ]
          : []),
        ['Size', <Bytes key="size" value={bytes.size} />],
        ['SHA-256', <Copyable key="sha256" value={sha256} head={16} label="SHA-256" />],
        ['MD5', <Copyable key="md5" value={md5} head={16} label="MD5" />],
      ]}
    />
  )
}
