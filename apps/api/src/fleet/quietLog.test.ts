import { expect, test } from 'vitest'
import { createQuietLog } from './quietLog.ts'

test('the same sentence is said once a minute, and then how often it was not', () => {
  const said: [object, string][] = []
  let monotonic = 0
  const note = (facts: object, sentence: string) => void said.push([facts, sentence])
  const log = createQuietLog({ warn: note, error: note }, () => monotonic)
  for (let time = 0; time < 3; time += 1) log.warn({ time }, 'the disk is gone')
  log.error({}, 'another thing')
  monotonic = 60_000
  log.warn({ time: 3 }, 'the disk is gone')
  expect(said).toEqual([
    [{ time: 0 }, 'the disk is gone'],
    [{}, 'another thing'],
    [{ time: 3, unsaid: 2 }, 'the disk is gone'],
  ])
})
