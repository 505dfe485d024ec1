import { expect, test } from 'vitest'
import { exampleJob, examplePort } from '../../testing/exampleFlashJobs.ts'
import { busyPorts, portLabel, usualPort } from './portWords.ts'

const first = examplePort()
const second = examplePort({ path: '/dev/ttyACM0', manufacturer: 'Espressif', serialNumber: null })
const builtIn = examplePort({ path: '/dev/ttyS0', vendorId: null, manufacturer: null, serialNumber: null })
const nobody = new Set<string>()

test('only a job that runs has a port', () => {
  const jobs = [exampleJob(), exampleJob({ port: '/dev/ttyACM0', state: 'done' })]
  expect([...busyPorts(jobs)]).toEqual(['/dev/ttyUSB0'])
})

test('a port says what its plug says of itself, and that it is busy', () => {
  expect(portLabel(first, false)).toBe('/dev/ttyUSB0 · Silicon Labs · 0001')
  expect(portLabel(second, true)).toBe('/dev/ttyACM0 · Espressif · busy')
  expect(portLabel(builtIn, false)).toBe('/dev/ttyS0')
})

test('a free board on USB comes first, then one that is busy, and never what is not on USB', () => {
  expect(usualPort([builtIn, first, second], nobody)).toBe('/dev/ttyUSB0')
  expect(usualPort([builtIn, first, second], new Set(['/dev/ttyUSB0']))).toBe('/dev/ttyACM0')
  expect(usualPort([builtIn, first], new Set(['/dev/ttyUSB0']))).toBe('/dev/ttyUSB0')
  expect(usualPort([builtIn], nobody)).toBeNull()
})
