import { expect, test } from 'vitest'
import { eraseLine, esptoolLine } from './esptoolLine.ts'

const files = [
  { name: 'thermo-2.34-bootloader.bin', address: 0 },
  { name: 'thermo-2.34.bin', address: 0x1_0000 },
]

test('each file follows its address, and what the image says of its flash is kept', () => {
  expect(esptoolLine(files, { chip: 'ESP32-S3', port: '/dev/ttyACM0' })).toBe(
    'esptool --chip esp32s3 --port /dev/ttyACM0 --baud 460800 write-flash --flash-mode keep --flash-freq keep --flash-size keep 0x0 thermo-2.34-bootloader.bin 0x10000 thermo-2.34.bin',
  )
})

test('without a port, or a chip that esptool knows, it finds out by itself', () => {
  expect(esptoolLine([], { chip: 'chip-99', port: '' })).toMatch(/^esptool --baud 460800 write-flash /)
  expect(esptoolLine([], { chip: null, port: '' })).toMatch(/^esptool --baud 460800 write-flash /)
})

test('everything is erased only when that is asked for', () => {
  const options = { chip: 'ESP32', port: 'COM3' }
  expect(esptoolLine(files, options)).not.toContain('erase')
  expect(esptoolLine(files, { ...options, eraseAll: true })).toContain(' write-flash --erase-all ')
})

test('a name that a shell would take apart is quoted', () => {
  expect(esptoolLine([{ name: '1.0-rc(1).bin', address: 0 }], { chip: null, port: '' })).toMatch(
    / 0x0 "1\.0-rc\(1\)\.bin"$/,
  )
})

test('a stretch of flash is erased by its address and size', () => {
  expect(eraseLine(0xe000, 0x2000, { chip: 'ESP32-C3', port: '' })).toBe(
    'esptool --chip esp32c3 --baud 460800 erase-region 0xe000 0x2000',
  )
})
