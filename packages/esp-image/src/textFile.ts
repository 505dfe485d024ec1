import type { Refused } from './inspection.ts'
import { APP_FILE, refusal } from './refusal.ts'

const SAMPLE = 1024

/** Refuses text of any kind by what it is; null for binary data. */
export function refuseText(bytes: Uint8Array): Refused | null {
  const sample = bytes.subarray(0, SAMPLE)
  if (!sample.every(isTextByte) || mostlyOutsideAscii(sample)) return null
  const text = String.fromCharCode(...sample).trimStart()
  if (/^:[0-9A-Fa-f]{10,}/.test(text)) {
    return refusal('hex-file', `This is an Intel HEX file; upload ${APP_FILE} (the same build writes it).`)
  }
  return refusal('text-file', sentence(text))
}

function sentence(text: string): string {
  if (text.startsWith('version https://git-lfs')) {
    return 'This is a git-lfs pointer (a note that stands for the file, not the file); run "git lfs pull" and upload the .bin it fetches.'
  }
  if (/^(\u00ef\u00bb\u00bf)?<(!doctype|html|\?xml|head|body)/i.test(text)) {
    return 'This is a web page, most likely saved in place of a download (a login or error page); download the .bin itself.'
  }
  return `This is a text file; upload ${APP_FILE}.`
}

/** Any byte but the control characters that no text has. */
function isTextByte(byte: number): boolean {
  return byte >= 0x20 ? byte !== 0x7f : byte === 0x09 || byte === 0x0a || byte === 0x0d || byte === 0x0c
}

/** Text in UTF-8 or an 8-bit code keeps some spaces and punctuation; erased flash (0xFF) and noise do not. */
function mostlyOutsideAscii(sample: Uint8Array): boolean {
  return sample.filter((byte) => byte >= 0x80).length > sample.length * 0.9
}
