import type { BatchBoard } from '../flash/batch/batchBoard.ts'

/** A board that was flashed, and whose first check-in is still to come. */
export function exampleBatchBoard(over: Partial<BatchBoard> = {}): BatchBoard {
  return {
    number: 1,
    mac: '24:6F:28:01:02:03',
    chip: 'ESP32',
    firmware: 'thermo 2.34',
    at: '2026-02-21T09:00:00.000Z',
    seconds: 12.34,
    outcome: 'flashed',
    says: '2.34',
    started: true,
    sentence: null,
    before: null,
    joinedAt: null,
    ...over,
  }
}
