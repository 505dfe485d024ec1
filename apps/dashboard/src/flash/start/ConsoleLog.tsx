import type { ConsoleView } from '@cyberdeck-ota/flasher'
import { Button } from '@mantine/core'
import { useElementSize, useMergedRef } from '@mantine/hooks'
import { IconArrowBarToDown } from '@tabler/icons-react'
import { type PointerEvent, useLayoutEffect, useRef, useState } from 'react'
import classes from './ConsoleLog.module.css'
import { ConsoleRow } from './ConsoleRow.tsx'
import { findLines } from './findLines.ts'
import { rowsInView } from './rowsInView.ts'

interface ConsoleLogProps {
  view: Pick<ConsoleView, 'lines' | 'dropped' | 'unfinished'>
  timestamps: boolean
  /** Only lines with all of these words; none shows all. */
  words: string[]
}

const ROW_REM = 1.25
/** Where nothing is laid out yet, or never is. */
const USUAL_HEIGHT_PX = 416
/** Browsers scroll by fractions of a pixel where a page is zoomed. */
const AT_END_PX = 2

/** The lines of a console, of which only those in view are drawn. Follows the end until somebody scrolls or selects. */
export function ConsoleLog({ view: { lines, dropped, unfinished }, timestamps, words }: ConsoleLogProps) {
  const log = useRef<HTMLDivElement>(null)
  const { ref: size, height } = useElementSize<HTMLDivElement>()
  const ref = useMergedRef(log, size)
  const [following, setFollowing] = useState(true)
  const [top, setTop] = useState(0)
  const rowPx = ROW_REM * rem()

  const found = words.length > 0 ? findLines(lines, words) : null
  const count = (found?.length ?? lines.length) + (unfinished ? 1 : 0)
  const { from, to } = rowsInView(count, (height || USUAL_HEIGHT_PX) / rowPx, following ? null : top / rowPx)
  const rows = Array.from({ length: to - from }, (_, i) => {
    const place = found ? found[from + i] : from + i
    const line = place === undefined ? undefined : lines[place]
    return { key: dropped + (place ?? lines.length), line }
  })

  const droppedBefore = useRef(dropped)
  useLayoutEffect(() => {
    const element = log.current
    if (!element) return
    const gone = dropped - droppedBefore.current
    droppedBefore.current = dropped
    // Who reads on stays at the same line, as long as there is that line.
    if (!following && !found) element.scrollTop -= gone * rowPx
    if (following) element.scrollTop = element.scrollHeight
  })

  /** Lines that run away cannot be selected. */
  const hold = ({ currentTarget: element, pointerType }: PointerEvent<HTMLDivElement>) => {
    if (!following || pointerType !== 'mouse') return
    const at = element.scrollTop
    setTop(at)
    setFollowing(false)
    const letGo = () => {
      if (element.scrollTop === at && !isSelectedIn(element)) setFollowing(true)
    }
    window.addEventListener('pointerup', letGo, { once: true })
  }
  const jump = () => {
    document.getSelection()?.removeAllRanges()
    setFollowing(true)
    log.current?.focus()
  }
  return (
    <div className={classes.root}>
      {/* Rows come and go with every scroll, hundreds a second from some boards: reading them aloud by themselves would
          drown what matters, which is said above. */}
      <div
        ref={ref}
        className={classes.log}
        role="log"
        aria-live="off"
        aria-label="What the board says"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        tabIndex={0}
        onPointerDown={hold}
        onKeyDown={({ key }) => {
          // The browser would go to where the end was at that moment.
          if (key === 'End') jump()
        }}
        onScroll={({ currentTarget: { scrollTop, scrollHeight, clientHeight } }) => {
          const atEnd = scrollHeight - scrollTop - clientHeight <= AT_END_PX
          if (atEnd && following) return
          setTop(scrollTop)
          setFollowing(atEnd)
        }}
      >
        <div className={classes.all} style={{ height: `${count * ROW_REM}rem` }}>
          <div className={classes.drawn} style={{ transform: `translateY(${from * ROW_REM}rem)` }}>
            {rows.map(({ key, line }) => (
              <ConsoleRow
                key={key}
                text={line?.text ?? unfinished}
                at={timestamps && line ? line.at : null}
              />
            ))}
          </div>
        </div>
      </div>
      {!following && (
        <Button
          className={classes.jump}
          size="compact-sm"
          leftSection={<IconArrowBarToDown size={14} aria-hidden />}
          onClick={jump}
        >
          Jump to the end
        </Button>
      )}
    </div>
  )
}

/** px */
function rem(): number {
  return Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || 16
}

function isSelectedIn(element: HTMLElement): boolean {
  const selection = document.getSelection()
  return selection !== null && !selection.isCollapsed && element.contains(selection.anchorNode)
}
