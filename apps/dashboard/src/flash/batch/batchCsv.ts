import { byteOrderMark, csvLine } from '@cyberdeck-ota/core'
import { type BatchBoard, outcomeWords } from './batchBoard.ts'

const headings = [
  'number',
  'MAC',
  'chip',
  'firmware',
  'flashed at',
  'seconds',
  'result',
  'says',
  'problem',
  'first check-in at',
]

/** The boards of a batch as a table. */
export function batchCsv(boards: readonly BatchBoard[]): string {
  return byteOrderMark + csvLine(headings) + boards.map((board) => csvLine(cellsOf(board))).join('')
}

function cellsOf(board: BatchBoard) {
  return [
    board.number,
    board.mac,
    board.chip,
    board.firmware,
    board.at,
    Number(board.seconds.toFixed(1)),
    outcomeWords[board.outcome],
    board.says,
    board.sentence,
    board.joinedAt,
  ]
}

/** "boards-2026-02-21.csv", by the browser's clock. @param now ms since 1970 */
export function batchFileName(now: number): string {
  return `boards-${new Date(now).toISOString().slice(0, 10)}.csv`
}
