/**
 * For what a person goes on with: when what they pressed before is gone from the page, and the focus with it, the keyboard
 * goes on here. As the `ref` of a button it is for one that does no harm when the space bar is meant to scroll; before
 * others it is their heading that gets the focus.
 */
export function focusWhenLost(element: HTMLElement | null) {
  const { activeElement, body } = document
  if (!element || (activeElement !== null && activeElement !== body)) return
  // A heading takes the focus, without being one more stop of the Tab key.
  if (element.tagName === 'H2') element.tabIndex = -1
  element.focus({ preventScroll: true })
}
