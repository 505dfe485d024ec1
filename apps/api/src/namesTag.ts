/** Whether an If-None-Match names this tag: a list of tags or `*`, compared weakly (RFC 9110, 13.1.2). */
export function namesTag(header: string | undefined, tag: string): boolean {
  if (header === undefined) return false
  return header.split(',').some((one) => [tag, '*'].includes(one.trim().replace(/^W\//, '')))
}
