import Module from 'node:module'
import { bindingOf } from '@cyberdeck-ota/virtual-esp32/serial'
import { type BoardOnCable, plugIn } from './plugIn.ts'

/**
 * Puts boards where a server looks for serial ports.
 *
 * @param filename absolute path of the module that the server loads its binding from
 * @param boards null as long as nobody ran `npm run usb`
 */
export function standIn(filename: string, boards: readonly BoardOnCable[] | null): void {
  const binding = boards && bindingOf(...boards.map(plugIn))
  const module = new Module(filename)
  module.filename = filename
  module.loaded = true
  module.exports = {
    get binding() {
      if (binding) return binding
      throw Object.assign(new Error("Cannot find module 'serialport'"), { code: 'MODULE_NOT_FOUND' })
    },
  }
  Module.createRequire(filename).cache[filename] = module
}
