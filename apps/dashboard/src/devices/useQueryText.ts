import { parseDeviceQuery, type QueryProblem } from '@cyberdeck-ota/core'
import { useEffect, useState } from 'react'

/** Milliseconds without a key after which what is typed counts. */
const pause = 400

export interface QueryText {
  text: string
  setText: (text: string) => void
  /** Why what is typed cannot be read; null while it can, or while it is being typed. */
  problem: QueryProblem | null
  /** What is typed counts at once. */
  apply: (text: string) => void
}

/** The text of a query box: counts after a pause, once it can be read, and follows the query when that is set elsewhere. */
export function useQueryText(query: string, onQuery: (query: string) => void): QueryText {
  const [text, setText] = useState(query)
  const [known, setKnown] = useState(query)
  const [sent, setSent] = useState(query)
  const [problem, setProblem] = useState<QueryProblem | null>(null)
  if (known !== query) {
    setKnown(query)
    if (query !== sent) {
      setText(query)
      setSent(query)
      setProblem(null)
    }
  }

  const apply = (typed: string) => {
    const wanted = typed.trim()
    const read = parseDeviceQuery(wanted)
    setText(typed)
    setProblem('problem' in read ? read : null)
    if ('problem' in read || wanted === sent) return
    setSent(wanted)
    onQuery(wanted)
  }

  useEffect(() => {
    if (text.trim() === sent || problem !== null) return
    const timer = setTimeout(() => apply(text), pause)
    return () => clearTimeout(timer)
  })

  return {
    text,
    setText: (typed) => {
      setText(typed)
      setProblem(null)
    },
    problem,
    apply,
  }
}
