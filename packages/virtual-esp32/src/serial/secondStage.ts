import { type Partition, parsePartitionTable, selectedSlot } from '@cyberdeck-ota/esp-image'
import { readApp } from './appImage.ts'
import { type Boot, TABLE_AT } from './bootResult.ts'
import type { ChipModel } from './chips.ts'
import { type ConsoleLog, createConsoleLog } from './consoleLog.ts'
import { type FlashMemory, SECTOR } from './flashMemory.ts'

const APP = 0
const DATA = 1
const FACTORY = 0x00
const FIRST_OTA = 0x10
const TEST = 0x20
const OTADATA = 0x00
const LONGEST_TABLE = 0xc00

/**
 * ESP-IDF's second-stage bootloader: partition table, otadata, and the first app that verifies, in the order of
 * bootloader_utility_load_boot_image(): the selected slot, those before it down to the factory app, those after it.
 * Rollback states are left alone: nothing that comes over a cable sets them.
 */
export function secondStage(chip: ChipModel, flash: FlashMemory, revision: number): Boot {
  const log = createConsoleLog(29)
  const restart: Boot['ends'] = { resets: 'software' }
  log.info('boot', 'ESP-IDF v5.2.2 2nd stage bootloader')
  log.info('boot', `chip revision: v${Math.floor(revision / 100)}.${revision % 100}`)
  const partitions = readTable(flash, log)
  if (!partitions) return { lines: log.lines, ends: restart }

  for (const candidate of candidates(partitions, flash, log)) {
    const app = readApp(chip, flash, candidate, revision)
    if (typeof app !== 'string') {
      log.info('boot', `Loaded app from partition at offset 0x${candidate.offset.toString(16)}`)
      return { lines: log.lines, ends: { app } }
    }
    const [tag = '', ...text] = app.split(': ')
    log.error(tag, text.join(': '))
    log.error('boot', `${nameOf(candidate)} is not bootable`)
  }
  log.error('boot', 'No bootable app partitions in the partition table')
  return { lines: log.lines, ends: restart }
}

function readTable(flash: FlashMemory, log: ConsoleLog): Partition[] | null {
  const table = flash.seenByCpu(TABLE_AT, LONGEST_TABLE)
  const partitions = parsePartitionTable(table)
  const magic = (table[0] ?? 0) | ((table[1] ?? 0) << 8)
  const outside = partitions?.findIndex(({ offset, size }) => offset + size > flash.size) ?? -1
  if (!partitions) {
    log.error('flash_parts', `partition 0 invalid magic number 0x${magic.toString(16)}`)
  } else if (outside >= 0) {
    const { offset = 0, size = 0 } = partitions[outside] ?? {}
    log.error(
      'flash_parts',
      `partition ${outside} invalid - offset 0x${offset.toString(16)} size 0x${size.toString(16)} exceeds flash chip size 0x${flash.size.toString(16)}`,
    )
  } else {
    log.info('boot', 'Partition Table:')
    log.info('boot', '## Label            Usage          Type ST Offset   Length')
    for (const [index, partition] of partitions.entries()) log.info('boot', tableLine(index, partition))
    log.info('boot', 'End of partition table')
    return partitions
  }
  log.error('boot', 'Failed to verify partition table')
  log.error('boot', 'load partition table error!')
  return null
}

function candidates(partitions: readonly Partition[], flash: FlashMemory, log: ConsoleLog): Partition[] {
  const apps = partitions.filter(({ type }) => type === APP)
  const factory = apps.filter(({ subtype }) => subtype === FACTORY)
  const test = apps.filter(({ subtype }) => subtype === TEST)
  const slots = apps
    .filter(({ subtype }) => subtype >= FIRST_OTA && subtype < TEST)
    .sort((a, b) => a.subtype - b.subtype)
  const otadata = partitions.find(({ type, subtype }) => type === DATA && subtype === OTADATA)
  const selected =
    otadata && slots.length > 0
      ? selectedSlot(flash.seenByCpu(otadata.offset, 2 * SECTOR), slots.length)
      : null
  if (selected === null && factory.length > 0) log.info('boot', 'Defaulting to factory image')
  const ordered = [...factory, ...slots]
  const first = selected === null ? 0 : factory.length + selected
  return [...ordered.slice(0, first + 1).reverse(), ...ordered.slice(first + 1), ...test]
}

function nameOf({ subtype }: Partition): string {
  if (subtype === FACTORY) return 'Factory app partition'
  if (subtype === TEST) return 'Test app partition'
  return `OTA app partition slot ${subtype - FIRST_OTA}`
}

function tableLine(index: number, { label, type, subtype, offset, size }: Partition): string {
  const hex = (value: number, digits: number) => value.toString(16).padStart(digits, '0')
  return `${String(index).padStart(2)} ${label.padEnd(16)} ${usage(type, subtype).padEnd(16)} ${hex(type, 2)} ${hex(subtype, 2)} ${hex(offset, 8)} ${hex(size, 8)}`
}

function usage(type: number, subtype: number): string {
  if (type === APP) return subtype === FACTORY ? 'factory app' : subtype === TEST ? 'test app' : 'OTA app'
  if (type !== DATA) return 'Unknown'
  return ['OTA data', 'RF data', 'WiFi data'][subtype] ?? 'Unknown data'
}
