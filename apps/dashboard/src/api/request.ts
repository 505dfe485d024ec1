import { Problem, type ProblemCode } from '@cyberdeck-ota/schema'

/** An answer that is not what was asked for. `message` is the sentence for the person. */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem'
  /** Stable; `unreachable` when no answer came, `unexpected-answer` when it was not the API that answered. */
  readonly code: ProblemCode | 'unreachable' | 'unexpected-answer'
  /** HTTP status, 0 when no answer came. */
  readonly status: number

  constructor(code: ApiProblem['code'], status: number, detail: string) {
    super(detail)
    this.code = code
    this.status = status
  }
}

/** The problem behind an answer that was not a success, from its status and body text. For XMLHttpRequest too. */
export function problemOf(status: number, body: string): ApiProblem {
  const problem = Problem.safeParse(parseJson(body))
  if (problem.success) return new ApiProblem(problem.data.code, status, problem.data.detail)
  return new ApiProblem('unexpected-answer', status, `The server answered ${status} without saying why.`)
}

/** What to say when no answer came at all. */
export function unreachable(): ApiProblem {
  return new ApiProblem('unreachable', 0, 'The server cannot be reached. What you see may be out of date.')
}

/** Reads a body, such as a schema of `@cyberdeck-ota/schema`; throws when it is not as promised. */
interface Reader<Answer> {
  safeParse(value: unknown): { success: true; data: Answer } | { success: false }
}

interface RequestOptions {
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** Sent as JSON. */
  body?: unknown
  signal?: AbortSignal
}

/** Asks the management API (`path` after `/api/v1`) and reads the JSON of the answer. Throws {@link ApiProblem}. */
export async function request<Answer>(
  answer: Reader<Answer>,
  path: string,
  options: RequestOptions = {},
): Promise<Answer> {
  const { status, body } = await exchange(path, options)
  const read = answer.safeParse(parseJson(body))
  if (read.success) return read.data
  throw new ApiProblem(
    'unexpected-answer',
    status,
    'The server answered in a form this page does not know; reload the page to get the one that fits it.',
  )
}

/** Like {@link request}, for answers whose body does not matter. */
export async function send(path: string, options: RequestOptions): Promise<void> {
  await exchange(path, options)
}

async function exchange(path: string, { method = 'GET', body, signal }: RequestOptions) {
  let response: Response
  let text: string
  try {
    response = await fetch(`/api/v1${path}`, {
      method,
      headers: body === undefined ? {} : { 'content-type': 'application/json' },
      body: body === undefined ? null : JSON.stringify(body),
      signal: signal ?? null,
    })
    text = await response.text()
  } catch (error) {
    if (signal?.aborted) throw error
    throw unreachable()
  }
  if (!response.ok) throw problemOf(response.status, text)
  return { status: response.status, body: text }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
