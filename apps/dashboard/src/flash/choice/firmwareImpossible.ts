/** Why no files can be had for a board; stable. */
export type ImpossibleCode =
  | 'release-gone'
  | 'no-build'
  | 'several-builds'
  | 'not-for-cable'
  | 'download-failed'
  | 'download-damaged'

/** The chosen firmware has nothing for this board. `message` is one sentence for the person. */
export class FirmwareImpossible extends Error {
  override readonly name = 'FirmwareImpossible'
  readonly code: ImpossibleCode

  constructor(code: ImpossibleCode, sentence: string, options?: ErrorOptions) {
    super(sentence, options)
    this.code = code
  }
}
