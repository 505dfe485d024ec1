import type { ImageFacts } from './inspection.ts'

/** Facts of an image that says nothing of itself but its kind and length. */
export function bareFacts(kind: ImageFacts['kind'], chip: string | null, imageLength: number): ImageFacts {
  return {
    kind,
    chip,
    imageLength,
    chipId: null,
    appendedSha256: null,
    project: null,
    version: null,
    builtAt: null,
    idf: null,
    elfSha256: null,
    secureVersion: null,
    minChipRevision: null,
    maxChipRevision: null,
    flashSize: null,
    signature: null,
  }
}
