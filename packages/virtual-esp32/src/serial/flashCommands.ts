import { type Answer, type Command, checksumOf, op, word } from './commands.ts'
import type { FlashWriter, WriteFault } from './flashWriter.ts'

/** A loader's own error numbers. */
export type FlashErrors = Record<WriteFault | 'checksum' | 'length', number>

const DATA_AT = 16

/** The commands that write flash, which both loaders have; null for any other. */
export function flashCommand(command: Command, writer: FlashWriter, errors: FlashErrors): Answer | null {
  const { data } = command
  const answer = (fault: keyof FlashErrors | null): Answer => ({ error: fault ? errors[fault] : 0 })
  switch (command.op) {
    case op.flashBegin:
    case op.flashDeflBegin:
      return answer(writer.begin(word(data, 3), word(data, 0), command.op === op.flashDeflBegin))
    case op.flashData:
    case op.flashDeflData: {
      const fault = dataFault(command)
      return answer(fault ?? writer.block(data.subarray(DATA_AT), command.op === op.flashDeflData))
    }
    case op.flashEnd:
    case op.flashDeflEnd:
      return answer(writer.end())
    default:
      return null
  }
}

/** What is wrong with a packet of four words and data behind them. */
export function dataFault({ data, checksum }: Command): 'checksum' | 'length' | null {
  if (data.length < DATA_AT || word(data, 0) !== data.length - DATA_AT) return 'length'
  return checksumOf(data.subarray(DATA_AT)) === checksum ? null : 'checksum'
}
