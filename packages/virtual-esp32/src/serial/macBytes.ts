/** Six bytes from `AA:BB:CC:DD:EE:FF`, in either case. @throws RangeError for anything that is no MAC address */
export function macBytes(text: string): Uint8Array {
  if (!/^([0-9a-f]{2}:){5}[0-9a-f]{2}$/i.test(text)) {
    throw new RangeError(`A MAC address looks like 24:6F:28:AA:BB:CC, not like ${text}.`)
  }
  return Uint8Array.from(text.split(':'), (digits) => Number.parseInt(digits, 16))
}
