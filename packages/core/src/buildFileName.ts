import type { BuildKind, FactoryPartName } from '@cyberdeck-ota/schema'

/** Which file of a build: the app itself, the merged original it was taken out of, or one that came beside it. */
export type BuildFileKind = 'app' | 'factory' | FactoryPartName

export interface NamedBuild {
  product: string
  version: string
  /** Null where the product has no other. */
  board: string | null
  kind: BuildKind
}

/** What a file of a build is called where it is downloaded. */
export function buildFileName({ product, version, board, kind }: NamedBuild, file: BuildFileKind): string {
  const stem = [product, version, ...(board === null ? [] : [board]), ...(file === 'app' ? [] : [file])]
  const extension = file === 'app' && kind === 'esp8266-gzip' ? '.bin.gz' : '.bin'
  // Of all that names and versions may hold, Windows refuses only the colon.
  return `${stem.join('-').replaceAll(':', '_')}${extension}`
}
