import { expect, onTestFinished, test, vi } from 'vitest'
import { renderChanging } from '../testing/renderChanging.tsx'
import { Panel } from './Panel.tsx'
import { useInView } from './useInView.ts'

function Part({ news }: { news: string | null }) {
  const part = useInView(news)
  return (
    <div ref={part}>
      <Panel title="Write">{news === null ? <button type="button">Connect</button> : <input />}</Panel>
    </div>
  )
}

/** A part of a page, and where it was scrolled. */
async function bench(first: string | null, reducedMotion = false) {
  const scrolls = vi.spyOn(Element.prototype, 'scrollIntoView').mockImplementation(() => {})
  const media = vi.spyOn(window, 'matchMedia').mockImplementation(
    (query) =>
      ({
        matches: reducedMotion && query.includes('reduced-motion'),
        addEventListener() {},
        removeEventListener() {},
      }) as unknown as MediaQueryList,
  )
  onTestFinished(() => {
    scrolls.mockRestore()
    media.mockRestore()
  })
  const change = renderChanging(first, (news) => <Part news={news} />)
  await vi.waitFor(() => expect(document.querySelector('h2')).not.toBeNull())
  return { scrolls, change }
}

test('what is new is brought into view once, and again only with the next thing', async () => {
  const { scrolls, change } = await bench(null)
  change('ready')
  await vi.waitFor(() => expect(scrolls).toHaveBeenCalledTimes(1))
  expect(scrolls).toHaveBeenCalledWith({ block: 'nearest', behavior: 'smooth' })
  change('ready')
  change(null)
  change('writing')
  await vi.waitFor(() => expect(scrolls).toHaveBeenCalledTimes(2))
})

test('what is there from the beginning moves nothing', async () => {
  const { scrolls, change } = await bench('ready')
  expect(scrolls).not.toHaveBeenCalled()
  change('writing')
  await vi.waitFor(() => expect(scrolls).toHaveBeenCalledTimes(1))
})

test('who wants no motion is there at once', async () => {
  const { scrolls, change } = await bench(null, true)
  change('ready')
  await vi.waitFor(() => expect(scrolls).toHaveBeenCalledWith({ block: 'nearest', behavior: 'auto' }))
})

test('the heading gets a focus that was lost, and takes none from where somebody is', async () => {
  const { change } = await bench(null)
  document.querySelector('button')?.focus()
  change('ready')
  await vi.waitFor(() => expect(document.activeElement).toBe(document.querySelector('h2')))
  document.querySelector('input')?.focus()
  change('writing')
  expect(document.activeElement).toBe(document.querySelector('input'))
})
