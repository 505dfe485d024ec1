import { defaultHashes } from '@cyberdeck-ota/esp-image'
import { type Answer, type Command, op, parseCommand, responsePacket, word } from './commands.ts'
import { type FlashErrors, flashCommand } from './flashCommands.ts'
import { createFlashWriter } from './flashWriter.ts'
import { type Loader, type LoaderBoard, securityInfo } from './loader.ts'
import { createReadout, type Readout } from './readout.ts'

/** The stub's own error numbers (flasher_stub/include/stub_flasher.h). */
const errors: FlashErrors = {
  length: 0xc0,
  checksum: 0xc1,
  outside: 0xc4,
  'not-begun': 0xc6,
  deflate: 0xc7,
  'too-little': 0xc8,
  'too-much': 0xc9,
}
const NOT_IMPLEMENTED = 0xff
const STATUS_BYTES = 2
const STAY = 1

/** The flasher stub once a host has uploaded and started it. What the host uploaded is not run; the stub is known. */
export function createStubLoader(board: LoaderBoard): Loader {
  const { chip, flash, registers } = board
  const writer = createFlashWriter(flash)
  let readout: Readout | null = null

  const inFlash = (address: number, length: number, act: () => Answer): Answer =>
    flash.holds(address, length) ? act() : { error: errors.outside }
  const answer = (command: Command): Answer => {
    const { data } = command
    const [first, second] = [word(data, 0), word(data, 1)]
    switch (command.op) {
      case op.sync:
      case op.spiAttach:
      case op.spiSetParams:
      case op.changeBaudrate:
        return {}
      case op.readReg:
        return { value: registers.read(first) }
      case op.writeReg:
        registers.write(first, second, word(data, 2))
        return {}
      case op.spiFlashMd5:
        return inFlash(first, second, () => ({
          data: defaultHashes.md5(flash.cells.subarray(first, first + second)),
        }))
      case op.getSecurityInfo:
        return chip.hasSecurityInfo ? { data: securityInfo(board) } : { error: NOT_IMPLEMENTED }
      case op.eraseFlash:
        flash.erase(0, flash.size)
        return {}
      case op.eraseRegion:
        return inFlash(first, second, () => {
          flash.erase(first, second)
          return {}
        })
      case op.readFlash:
        return inFlash(first, second, () => ({}))
      default:
        return flashCommand(command, writer, errors) ?? { error: NOT_IMPLEMENTED }
    }
  }
  const afterwards = ({ op: done, data }: Command) => {
    if (done === op.changeBaudrate) board.setBaud(word(data, 0))
    if (done === op.readFlash) readout = createReadout(flash, data, board.send)
    if ((done === op.flashEnd || done === op.flashDeflEnd) && word(data, 0) !== STAY) board.reboot()
  }

  return {
    packet(packet) {
      if (readout && !readout.done()) return readout.acknowledge(word(packet, 0))
      const command = parseCommand(packet)
      if (!command) return
      const said = answer(command)
      board.send(responsePacket(command.op, said, STATUS_BYTES))
      if (!said.error) afterwards(command)
    },
  }
}
