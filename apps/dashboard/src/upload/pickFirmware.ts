import { pickFiles } from '../ui/pickFiles.ts'
import { uploads } from './uploadStore.ts'

/** Opens the file dialog; what is chosen goes the same way as what is dropped. */
export function pickFirmware() {
  pickFiles((files) => uploads.add(files))
}
