import { completeDeviceQuery, type QueryCompletion } from '@cyberdeck-ota/core'
import type { DeviceFacets } from '@cyberdeck-ota/schema'
import { CloseButton, TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { type KeyboardEvent, useId, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { deviceQueries } from '../api/deviceQueries.ts'
import classes from './QueryBox.module.css'
import { QueryOptions } from './QueryOptions.tsx'
import { useQueryText } from './useQueryText.ts'

interface QueryBoxProps {
  query: string
  onQuery: (query: string) => void
}

const nothing: DeviceFacets = { tags: [], versions: [], boards: [], chips: [], products: [], channels: [] }

/** Where devices are asked for; completes what is typed. */
export function QueryBox({ query, onQuery }: QueryBoxProps) {
  const { text, setText, problem, apply } = useQueryText(query, onQuery)
  const [open, setOpen] = useState(false)
  const [active, setActive] = useState(-1)
  const [caret, setCaret] = useState(0)
  const { data: facets = nothing } = useQuery({ ...deviceQueries.facets, enabled: open })
  const input = useRef<HTMLInputElement>(null)
  const list = useId()
  const completion = completeDeviceQuery(text, caret, facets)
  const { options } = completion
  const shows = open && options.length > 0

  const type = (typed: string, at: number) => {
    setText(typed)
    setCaret(at)
    setOpen(true)
    setActive(-1)
  }

  function choose(option: QueryCompletion['options'][number]) {
    const { before, after } = completed(text, completion, option)
    // The text has to be there before the caret can be put into it, and both before the next key.
    flushSync(() => type(before + after, before.length))
    input.current?.setSelectionRange(before.length, before.length)
    if (option.value !== null) {
      apply(before + after)
      setOpen(false)
    }
  }

  function onKeyDown(event: KeyboardEvent) {
    const option = shows ? options[active] : undefined
    if (event.key === 'ArrowDown' && !shows) setOpen(true)
    else if (event.key === 'ArrowDown') setActive((active + 1) % options.length)
    else if (event.key === 'ArrowUp' && shows) setActive(active <= 0 ? options.length - 1 : active - 1)
    else if (event.key === 'Escape' && shows) setOpen(false)
    else if ((event.key === 'Enter' || event.key === 'Tab') && option) choose(option)
    else if (event.key === 'Enter') {
      apply(text)
      setOpen(false)
    } else return
    event.preventDefault()
  }

  return (
    <div className={classes.root}>
      <TextInput
        ref={input}
        size="sm"
        placeholder="Find by name, MAC or address, or ask: tag:farm version:<2.34 seen:>1d"
        aria-label="Find devices"
        role="combobox"
        aria-autocomplete="list"
        aria-expanded={shows}
        aria-controls={shows ? list : undefined}
        aria-activedescendant={shows && active >= 0 ? `${list}-${active}` : undefined}
        autoComplete="off"
        spellCheck={false}
        leftSection={<IconSearch size={15} aria-hidden />}
        rightSection={
          text !== '' && (
            <CloseButton size="sm" aria-label="Clear" onClick={() => apply('')} onMouseDown={keepFocus} />
          )
        }
        error={problem?.problem}
        value={text}
        onChange={({ currentTarget: { value, selectionStart } }) =>
          type(value, selectionStart ?? value.length)
        }
        onSelect={({ currentTarget }) => setCaret(currentTarget.selectionStart ?? 0)}
        onFocus={() => setOpen(true)}
        onBlur={() => {
          setOpen(false)
          apply(text)
        }}
        onKeyDown={onKeyDown}
      />
      {shows && <QueryOptions id={list} options={options} active={active} onChoose={choose} />}
    </div>
  )
}

/** The text with the option in it, in two parts: the caret goes between. A whole term is followed by a space. */
function completed(text: string, { from, to }: QueryCompletion, option: QueryCompletion['options'][number]) {
  const rest = text.slice(to)
  const space = option.value === null || rest.startsWith(' ') ? '' : ' '
  return { before: text.slice(0, from) + option.text + space, after: rest }
}

function keepFocus(event: { preventDefault(): void }) {
  event.preventDefault()
}
