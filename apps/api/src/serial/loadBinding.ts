import { createRequire } from 'node:module'
import type { SerialBinding } from './binding.ts'

/** The serial ports of this computer cannot be used; the message is one sentence for a person. */
export class NoSerialPorts extends Error {
  override readonly name = 'NoSerialPorts'
}

/**
 * Loads the package `serialport`, which is native code and not among what the server needs, from where `npm run usb` puts
 * it. Throws {@link NoSerialPorts}.
 *
 * @param home absolute path of the workspace package that depends on it
 */
export function loadBinding(home: string): SerialBinding {
  try {
    return createRequire(`${home}/`)('./index.cjs').binding
  } catch (error) {
    const { code, message = '' } = error as NodeJS.ErrnoException
    throw new NoSerialPorts(
      code === 'MODULE_NOT_FOUND'
        ? 'The server cannot reach serial ports yet: run "npm run usb" in its folder, and look again.'
        : `The server cannot reach serial ports on this system: ${message.split('\n')[0]}.`,
    )
  }
}
