/** The words of a search text, in lower case. */
export function wordsOf(text: string): string[] {
  return text.toLowerCase().split(/\s+/).filter(Boolean)
}

/** Whether each of the words occurs somewhere in the text, whatever its case. No words: always. */
export function hasWords(text: string, words: string[]): boolean {
  const haystack = text.toLowerCase()
  return words.every((word) => haystack.includes(word))
}
