import { type RefObject, useEffect, useRef } from 'react'
import { focusWhenLost } from './focusWhenLost.ts'

/**
 * Brings a part of the page into view when there is something new in it, and the focus to its heading when what had it is
 * gone. Whoever scrolls elsewhere afterwards is left in peace until the next thing.
 *
 * @param news anything that names what there is; null for nothing. What is there from the beginning is no news.
 */
export function useInView(news: string | null): RefObject<HTMLDivElement | null> {
  const part = useRef<HTMLDivElement>(null)
  const last = useRef(news)
  useEffect(() => {
    if (news === last.current) return
    last.current = news
    if (news === null || !part.current) return
    focusWhenLost(part.current.querySelector('h2'))
    const still = window.matchMedia('(prefers-reduced-motion: reduce)').matches
    part.current.scrollIntoView({ block: 'nearest', behavior: still ? 'auto' : 'smooth' })
  }, [news])
  return part
}
