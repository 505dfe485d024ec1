import { Modal, TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useSuspenseQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type KeyboardEvent, useId, useState } from 'react'
import { queries } from '../api/queries.ts'
import { destinations } from './destinations.ts'
import classes from './Finder.module.css'
import { useFoundDevices } from './useFoundDevices.ts'

/** The dialog that goes to a page, a release or a device by typing. */
export function FinderDialog({ onClose }: { onClose: () => void }) {
  return (
    <Modal.Root opened onClose={onClose} yOffset="12vh">
      <Modal.Overlay backgroundOpacity={0.5} />
      <Modal.Content aria-label="Go to a page, a release or a device">
        <Modal.Body p={0}>
          <Finder onGone={onClose} />
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  )
}

function Finder({ onGone }: { onGone: () => void }) {
  const { data: registry } = useSuspenseQuery(queries.registry)
  const [text, setText] = useState('')
  const [index, setIndex] = useState(0)
  const navigate = useNavigate()
  const list = useId()
  const devices = useFoundDevices(text)
  const found = [...destinations(registry, text), ...devices]
  const active = Math.min(index, found.length - 1)

  const go = (to: string) => {
    onGone()
    void navigate({ to })
  }

  function onKeyDown(event: KeyboardEvent) {
    const chosen = found[active]
    if (event.key === 'Enter' && chosen) go(chosen.to)
    else if (event.key === 'ArrowDown') setIndex(Math.min(active + 1, found.length - 1))
    else if (event.key === 'ArrowUp') setIndex(Math.max(active - 1, 0))
    else return
    event.preventDefault()
  }

  return (
    <>
      <TextInput
        variant="unstyled"
        size="md"
        px="md"
        placeholder="A page, a version, a device"
        aria-label="Go to a page, a release or a device"
        role="combobox"
        aria-expanded
        aria-controls={list}
        aria-activedescendant={found[active] ? `${list}-${active}` : undefined}
        leftSection={<IconSearch size={16} aria-hidden />}
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value)
          setIndex(0)
        }}
        onKeyDown={onKeyDown}
        data-autofocus
      />
      <div role="listbox" id={list} aria-label="Found" className={classes.list}>
        {found.map(({ to, label, detail }, position) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the keyboard acts in the text field, as a combobox does
          <div
            key={to}
            id={`${list}-${position}`}
            role="option"
            tabIndex={-1}
            aria-selected={position === active}
            className={classes.option}
            onClick={() => go(to)}
            onMouseMove={() => setIndex(position)}
          >
            <span>{label}</span>
            <span className={classes.detail}>{detail}</span>
          </div>
        ))}
      </div>
      {found.length === 0 && <p className={classes.none}>No page, release or device has these words.</p>}
    </>
  )
}
