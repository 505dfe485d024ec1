import type { RefusalCode, Refused } from './inspection.ts'

/** What to upload, in the words of the tools that build it. */
export const APP_FILE = 'the app, usually <project>.bin or firmware.bin'

export function refusal(code: RefusalCode, sentence: string): Refused {
  return { verdict: 'refused', code, sentence }
}

export const bootloaderRefusal = refusal(
  'bootloader-image',
  `This is a bootloader (it starts the app but is not one); upload ${APP_FILE}.`,
)

export const ramRefusal = refusal(
  'ram-image',
  `This image runs from RAM only (a stub or RAM app, gone at the next reset); upload ${APP_FILE}, built to run from flash.`,
)
