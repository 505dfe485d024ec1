import { uploads } from './uploadStore.ts'

/** Kept, because a browser may drop an element that nothing refers to while its dialog is open. */
let field: HTMLInputElement | undefined

/** Opens the file dialog; what is chosen goes the same way as what is dropped. */
export function pickFirmware() {
  field = document.createElement('input')
  field.type = 'file'
  field.multiple = true
  // No `accept`: a wrong kind is to be chosen and explained rather than greyed out.
  field.onchange = () => uploads.add(field?.files ?? [])
  field.click()
}
