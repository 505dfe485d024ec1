import { z } from 'zod'

/** Stable codes of everything that can be refused; `docs/api.md` says each in a sentence. */
export const ProblemCode = z.enum([
  'not-an-image',
  'bootloader-image',
  'ram-image',
  'partition-table',
  'otadata-image',
  'filesystem-image',
  'elf-file',
  'uf2-file',
  'hex-file',
  'gzip-file',
  'zip-file',
  'text-file',
  'truncated-image',
  'corrupt-image',
  'merged-image',
  'no-descriptor',
  'encrypted-image',
  'empty-file',
  'too-large',
  'missing-file',
  'several-files',
  'bad-field',
  'upload-interrupted',
  'version-exists',
  'wrong-chip',
  'release-in-use',
  'unknown-product',
  'unknown-release',
  'unknown-token',
  'revision-moved',
  'sign-in-required',
  'wrong-password',
  'wrong-claim-code',
  'already-claimed',
  'forbidden',
  'too-many-attempts',
  'disk-full',
  'not-found',
  'bad-request',
  'internal-error',
])
export type ProblemCode = z.infer<typeof ProblemCode>

/** Body of every error of the management API (`application/problem+json`, RFC 9457). */
export const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: ProblemCode,
  /** One plain sentence for a person. */
  detail: z.string(),
})
export type Problem = z.infer<typeof Problem>
