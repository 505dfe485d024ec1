import { useState } from 'react'
import { afterEach, expect, test, vi } from 'vitest'
import { button, render, says } from '../testing/render.tsx'
import { DropTarget } from './DropTarget.tsx'
import { uploads } from './uploadStore.ts'
import { useTakeDrops } from './useTakeDrops.ts'

vi.setConfig({ testTimeout: 20_000 })

afterEach(() => void vi.restoreAllMocks())

/** A drag of files, as a browser tells it; happy-dom makes the event without what is dragged. */
function drag(name: string, files: File[] = []) {
  const event = new DragEvent(name, { cancelable: true })
  Object.defineProperty(event, 'dataTransfer', { value: { types: ['Files'], files } })
  window.dispatchEvent(event)
  return event
}

function Taker({ name, taken }: { name: string; taken: (name: string, files: File[]) => void }) {
  useTakeDrops((files) => taken(name, files), `Drop to ${name}`)
  return <p>{name} is there</p>
}

function Page({ taken }: { taken: (name: string, files: File[]) => void }) {
  const [flashing, setFlashing] = useState(true)
  return (
    <>
      <DropTarget />
      {flashing && <Taker name="flash" taken={taken} />}
      <button type="button" onClick={() => setFlashing(false)}>
        Leave
      </button>
    </>
  )
}

const file = new File(['x'], 'x.bin')

test('files go to a page that wants them, in its words, and to the uploads once it is left', async () => {
  const taken = vi.fn()
  const add = vi.spyOn(uploads, 'add').mockReturnValue()
  render(<Page taken={taken} />)
  await says('flash is there')
  drag('dragenter')
  await says('Drop to flash')
  drag('drop', [file])
  expect(taken).toHaveBeenCalledExactlyOnceWith('flash', [file])
  await vi.waitFor(() => expect(document.body.textContent).not.toContain('Drop to flash'))

  button('Leave').click()
  await vi.waitFor(() => expect(document.body.textContent).not.toContain('flash is there'))
  drag('dragenter')
  await says('Drop the firmware')
  drag('drop', [file])
  expect(taken).toHaveBeenCalledOnce()
  expect(add).toHaveBeenCalledExactlyOnceWith([file])
})
