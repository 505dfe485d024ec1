import { DeviceState } from '@cyberdeck-ota/schema'
import type { DeviceTerm } from './deviceQuery.ts'

type Fields<Shape> = Extract<DeviceTerm, Shape>

export type TextField = Exclude<Fields<{ text: string }>['field'], 'word'>
export type Mark = Fields<{ field: 'is' }>['what']

/** Fields that take a text. */
export const textFields: readonly TextField[] = [
  'tag',
  'product',
  'board',
  'chip',
  'channel',
  'name',
  'id',
  'address',
  'pin',
]
/** Fields that take a duration. */
export const agoFields: readonly Fields<{ ago: number }>['field'][] = ['seen', 'first-seen']

/** Every field, in the order in which they are offered. */
export const deviceFields: readonly Exclude<DeviceTerm['field'], 'word'>[] = [
  'state',
  'is',
  'version',
  ...agoFields,
  ...textFields,
]

export const deviceStates: readonly DeviceState[] = DeviceState.options
export const deviceMarks: readonly Mark[] = [
  'silent',
  'new',
  'weak',
  'held',
  'pinned',
  'quarantined',
  'mislabelled',
]

/** Milliseconds of the units a duration is written in, largest first. */
export const durationUnits = { w: 604_800_000, d: 86_400_000, h: 3_600_000, m: 60_000, s: 1_000 } as const
