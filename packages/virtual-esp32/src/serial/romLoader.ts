import { defaultHashes } from '@cyberdeck-ota/esp-image'
import { type Answer, type Command, op, parseCommand, responsePacket, word } from './commands.ts'
import { dataFault, type FlashErrors, flashCommand } from './flashCommands.ts'
import { createFlashWriter } from './flashWriter.ts'
import { type Loader, type LoaderBoard, securityInfo } from './loader.ts'

const INVALID = 0x05
const FAILED = 0x06
const errors: FlashErrors = {
  length: INVALID,
  checksum: 0x07,
  'not-begun': FAILED,
  outside: FAILED,
  'too-much': FAILED,
  'too-little': FAILED,
  deflate: 0x0b,
}

const STATUS_BYTES = 4
/** What a ROM says in the value field of its eight answers to SYNC (traces in espressif/esptool #352, #698). */
const SYNC_VALUE = 0x55552007
/** It also repeats its refusal of a command it does not know, under another command's number (esptool-js 0.7.0, readPacket). */
const REPEATS = 8

/** All that Secure Download Mode leaves: writing flash, its set-up, the baud, and asking for it (ESP-IDF, Security Overview). */
const secureCommands: ReadonlySet<number> = new Set([
  op.sync,
  op.spiAttach,
  op.spiSetParams,
  op.changeBaudrate,
  op.getSecurityInfo,
  op.flashBegin,
  op.flashData,
  op.flashEnd,
  op.flashDeflBegin,
  op.flashDeflData,
  op.flashDeflEnd,
])

/** The loader in the chip's ROM, in download mode. */
export function createRomLoader(board: LoaderBoard): Loader {
  const { chip, flash, registers, faults } = board
  const writer = createFlashWriter(flash)
  let ramLeft = 0
  let ramWritten = 0

  const receiveRam = (command: Command): Answer => {
    const fault = dataFault(command)
    const length = word(command.data, 0)
    if (fault || length > ramLeft) return { error: errors[fault ?? 'too-much'] }
    ramLeft -= length
    ramWritten += length
    return {}
  }
  const answer = (command: Command): Answer | null => {
    const { data } = command
    if (faults.secureDownload && chip.hasSecurityInfo && !secureCommands.has(command.op)) return null
    switch (command.op) {
      case op.spiAttach:
      case op.spiSetParams:
      case op.changeBaudrate:
        return {}
      case op.readReg:
        return { value: registers.read(word(data, 0)) }
      case op.writeReg:
        registers.write(word(data, 0), word(data, 1), word(data, 2))
        return {}
      case op.memBegin:
        ramLeft = word(data, 0)
        return {}
      case op.memData:
        return receiveRam(command)
      case op.memEnd:
        return { error: ramLeft > 0 || ramWritten === 0 ? FAILED : 0 }
      case op.spiFlashMd5:
        return md5(word(data, 0), word(data, 1))
      case op.getSecurityInfo:
        return chip.hasSecurityInfo ? { data: securityInfo(board) } : null
      default:
        return flashCommand(command, writer, errors)
    }
  }
  const md5 = (address: number, length: number): Answer => {
    if (!flash.holds(address, length)) return { error: FAILED }
    const digest = defaultHashes.md5(flash.cells.subarray(address, address + length))
    const text = Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('')
    return { data: Uint8Array.from(text, (character) => character.charCodeAt(0)) }
  }
  const reply = (command: number, said: Answer, times = 1) => {
    for (let i = 0; i < times; i++) board.send(responsePacket(command, said, STATUS_BYTES))
  }

  return {
    packet(packet) {
      const command = parseCommand(packet)
      if (!command) return
      if (command.op === op.sync) return reply(op.sync, { value: SYNC_VALUE }, REPEATS)
      const said = answer(command)
      if (!said) return reply(0, { error: INVALID }, REPEATS)
      reply(command.op, said)
      if (said.error) return
      if (command.op === op.changeBaudrate) board.setBaud(word(command.data, 0))
      if (command.op === op.memEnd && word(command.data, 1) !== 0) board.startStub()
      // Both of FLASH_END's ways out, a reboot and "run user code", start what is in flash.
      if (command.op === op.flashEnd || command.op === op.flashDeflEnd) board.reboot()
    },
  }
}
