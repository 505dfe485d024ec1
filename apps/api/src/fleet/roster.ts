import { DeviceIdentity } from '@cyberdeck-ota/schema'
import { type Columns, createColumns } from './columns.ts'
import { deviceKey, isMacKey, macOfKey } from './deviceKey.ts'
import { createIdTexts } from './idTexts.ts'
import { createIndexTable, type IndexTable } from './indexTable.ts'

/** How many devices are remembered: those that tell who they are, and those that only an address tells. */
export interface RosterLimits {
  strong: number
  weak: number
}

/** All devices, by small numbers. A number is given to another device once its own is gone. */
export interface Roster {
  readonly columns: Columns
  readonly strong: number
  readonly weak: number
  readonly bytes: number
  /** -1 when it is unknown. */
  find(id: string): number
  /** -1 when there is no room for it, or when its key is that of another device. */
  add(id: string, identity: DeviceIdentity): number
  remove(device: number): void
  idOf(device: number): string
  identityOf(device: number): DeviceIdentity
  /** Notes that a device was told by something surer than ever before; false when it was not. */
  strengthen(device: number, identity: DeviceIdentity): boolean
  /** Whether only an address tells it. */
  isWeak(device: number): boolean
  /** Whether the next device of this kind finds room. */
  hasRoom(weak: boolean): boolean
  /** Calls `each` with every device. */
  forEach(each: (device: number) => void): void
  /** A table of devices by another column than their id. */
  tableBy(column: 'address'): IndexTable
}

const identities = DeviceIdentity.options
const weakest = identities.indexOf('address')

export function createRoster(limits: RosterLimits): Roster {
  const { columns, makeRoom, bytes } = createColumns()
  const texts = createIdTexts()
  const table = createIndexTable((device) => columns.key[device] ?? 0)
  const free: number[] = []
  let used = 0
  let weak = 0
  // A poll is looked up several times in a row.
  let lastId = ''
  let lastDevice = -1

  const isWeak = (device: number) => columns.identity[device] === weakest
  const hasRoom = (isWeak: boolean) => (isWeak ? weak < limits.weak : table.size - weak < limits.strong)

  const hasId = (device: number, id: string) => {
    const at = columns.id[device] ?? 0
    return at === 0 || texts.is(at, id)
  }

  const rewriteTexts = () => {
    const textAt = texts.rewrite()
    for (let device = 0; device < used; device += 1) {
      const at = columns.id[device] ?? 0
      if (at !== 0) columns.id[device] = texts.write(textAt(at))
    }
  }

  const idOf = (device: number) => {
    const key = columns.key[device] ?? 0
    return isMacKey(key) ? macOfKey(key) : texts.read(columns.id[device] ?? 0)
  }

  return {
    columns,
    get strong() {
      return table.size - weak
    },
    get weak() {
      return weak
    },
    get bytes() {
      return bytes() + table.bytes + texts.bytes
    },
    find: (id) => {
      if (id === lastId) return lastDevice
      const device = table.find(deviceKey(id))
      lastId = id
      lastDevice = device !== -1 && hasId(device, id) ? device : -1
      return lastDevice
    },
    add: (id, identity) => {
      const key = deviceKey(id)
      const place = identities.indexOf(identity)
      if (table.find(key) !== -1 || !hasRoom(place === weakest)) return -1
      const device = free.pop() ?? used++
      makeRoom(used)
      columns.key[device] = key
      columns.id[device] = isMacKey(key) ? 0 : texts.write(id)
      columns.identity[device] = place
      table.enter(key, device)
      if (place === weakest) weak += 1
      lastId = ''
      return device
    },
    remove: (device) => {
      const at = columns.id[device] ?? 0
      table.remove(columns.key[device] ?? 0)
      if (isWeak(device)) weak -= 1
      for (const column of Object.values(columns) as Columns[keyof Columns][]) column[device] = 0
      free.push(device)
      lastId = ''
      if (at === 0) return
      texts.drop(at)
      if (texts.worthRewriting) rewriteTexts()
    },
    idOf,
    identityOf: (device) => identities[columns.identity[device] ?? 0] ?? 'address',
    strengthen: (device, identity) => {
      const place = identities.indexOf(identity)
      if (place >= (columns.identity[device] ?? 0)) return false
      columns.identity[device] = place
      return true
    },
    isWeak,
    hasRoom,
    forEach: (each) => {
      for (let device = 0; device < used; device += 1) if (columns.key[device] !== 0) each(device)
    },
    tableBy: (column) => createIndexTable((device) => columns[column][device] ?? 0),
  }
}
