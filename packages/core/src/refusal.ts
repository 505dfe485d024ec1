import type { ProblemCode } from '@cyberdeck-ota/schema'

/** "The rules say no": a stable code and one sentence for a person. Any other error is a defect. */
export class Refusal extends Error {
  override readonly name = 'Refusal'
  readonly code: ProblemCode

  constructor(code: ProblemCode, sentence: string) {
    super(sentence)
    this.code = code
  }

  /** The sentence that tells a person what is wrong and, where there is a way, what to do. */
  get sentence(): string {
    return this.message
  }
}
