import { expect, test } from 'vitest'
import { exampleDeskState } from '../../testing/exampleBoards.ts'
import { exampleConsole, exampleStarted, exampleWifi } from '../../testing/exampleConsole.ts'
import { resultOf } from './batchResult.ts'

const boots = (project: string, version: string) =>
  exampleConsole([], { boot: { project, version, idf: null, elfSha256: null } })

test('a board says its version in its log or over Improv', async () => {
  const logs = resultOf(exampleDeskState(await exampleStarted(boots('thermo', '2.34'))))
  expect(logs).toMatchObject({ outcome: 'flashed', says: '2.34', started: true })
  const answers = resultOf(exampleDeskState(await exampleWifi()))
  expect(answers).toMatchObject({ outcome: 'flashed', says: '2.34', started: true })
})

test('the version of Arduino’s libraries is not taken for that of the sketch', async () => {
  const flash = await exampleStarted(boots('arduino-lib-builder', 'b1c75d2'))
  expect(resultOf(exampleDeskState(flash))).toMatchObject({ outcome: 'flashed', says: null, started: true })
})

test('a board that has told nothing is not said to have started', async () => {
  const flash = await exampleStarted(exampleConsole([]))
  expect(resultOf(exampleDeskState(flash))).toMatchObject({ outcome: 'flashed', says: null, started: false })
})
