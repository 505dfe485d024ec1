import type { QueryCompletion } from '@cyberdeck-ota/core'
import { useEffect, useRef } from 'react'
import classes from './QueryBox.module.css'
import { queryHints } from './queryHints.ts'

interface QueryOptionsProps {
  id: string
  options: QueryCompletion['options']
  /** Which of them the keyboard is at; -1: none. */
  active: number
  onChoose: (option: QueryCompletion['options'][number]) => void
}

/** How the query may go on. */
export function QueryOptions({ id, options, active, onChoose }: QueryOptionsProps) {
  const current = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (active >= 0) current.current?.scrollIntoView({ block: 'nearest' })
  }, [active])
  return (
    <div
      id={id}
      role="listbox"
      aria-label="How the query may go on"
      className={classes.options}
      // The text field keeps the focus.
      onMouseDown={(event) => event.preventDefault()}
    >
      {options.map((option, index) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the keyboard acts in the text field, as a combobox does
        <div
          key={option.text}
          id={`${id}-${index}`}
          ref={index === active ? current : null}
          role="option"
          tabIndex={-1}
          aria-selected={index === active}
          className={classes.option}
          onClick={() => onChoose(option)}
        >
          <code>{option.text}</code>
          {option.value === null && <span className={classes.hint}>{queryHints[option.field]}</span>}
        </div>
      ))}
    </div>
  )
}
