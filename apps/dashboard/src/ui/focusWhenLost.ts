/**
 * For the `ref` of the one button a person goes on with: when what they pressed before is gone from the page, and the focus
 * with it, the keyboard goes on here.
 */
export function focusWhenLost(button: HTMLElement | null) {
  const { activeElement, body } = document
  if (button && (activeElement === null || activeElement === body)) button.focus({ preventScroll: true })
}
