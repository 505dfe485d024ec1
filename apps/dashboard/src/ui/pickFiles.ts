/** Kept, because a browser may drop an element that nothing refers to while its dialog is open. */
let field: HTMLInputElement | undefined

/** Opens the file dialog. Nothing is called when it is closed without a choice. */
export function pickFiles(onFiles: (files: File[]) => void): void {
  field = document.createElement('input')
  field.type = 'file'
  field.multiple = true
  // No `accept`: a wrong kind is to be chosen and explained rather than greyed out.
  field.onchange = () => onFiles([...(field?.files ?? [])])
  field.click()
}
