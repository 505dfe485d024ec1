/** How a database goes about finding a page, in words. */
export interface Shape {
  words: string
  /** Whether it reads a whole table, or sorts more than the few that a filter found. */
  flagged: boolean
}

/** Reads a query of a page and its plan on either engine, one line per step. */
export function shapeOf({ sql }: { sql: string }, plan: string[]): Shape {
  const text = plan.join(', ')
  const whole = /SCAN (devices|presence)(,|$)|Seq Scan on (devices|presence)/.test(text)
  const sorts = /USE TEMP B-TREE FOR ORDER BY|(^|, )(Incremental )?Sort/.test(text)
  if (whole) return { words: 'READS A WHOLE TABLE', flagged: true }
  // Never more than `few` of the store.
  if (/ as found /.test(sql)) {
    return { words: 'few devices, found through the index of a filter, then sorted', flagged: false }
  }
  return sorts
    ? { words: 'SORTS what an index finds', flagged: true }
    : { words: 'walks along the index of its order until the page is full', flagged: false }
}
