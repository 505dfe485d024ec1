/** The one-time code in a claim link's fragment (`#code=…`), or an empty text. */
export function codeInFragment(fragment: string): string {
  return new URLSearchParams(fragment.replace(/^#/, '')).get('code') ?? ''
}

/** Takes the code out of the address bar, so that it is neither bookmarked, shared nor kept in the history. */
export function clearFragment() {
  history.replaceState(history.state, '', location.pathname + location.search)
}
