/** One way to make something poll this server: what to paste, and what to know about it. */
export interface Snippet {
  /** Stable, for the address bar and memory. */
  id: string
  /** Words of the tab. */
  name: string
  /** One or two sentences under the tab. */
  about: string
  files: { title: string; code: string }[]
}
