import type { Standing } from '@cyberdeck-ota/core'
import type { Reported } from '@cyberdeck-ota/schema'

/** FNV-1a (32 bit, http://www.isthe.com/chongo/tech/comp/fnv/) over a text and an end mark; null differs from every text. */
function mix(sum: number, text: string | null): number {
  if (text === null) return Math.imul(sum ^ 0x1ff, 0x01000193)
  for (let at = 0; at < text.length; at += 1) sum = Math.imul(sum ^ text.charCodeAt(at), 0x01000193)
  return Math.imul(sum ^ 0x100, 0x01000193)
}

const mixNumber = (sum: number, number: number | null) =>
  Math.imul(sum ^ (number === null ? 0x2ff : (number ^ (number / 2 ** 32)) + 0x300), 0x01000193)

const basis = 0x811c9dc5

/** What a device says of itself, in 32 bits: equal when nothing changed. Never 0. */
export function factsPrint(said: Reported): number {
  let sum = mix(basis, said.client)
  sum = mix(sum, said.product)
  sum = mix(sum, said.board)
  sum = mix(sum, said.channel)
  sum = mix(sum, said.version)
  sum = mix(sum, said.mode)
  sum = mix(sum, said.runningSha256)
  sum = mix(sum, said.runningMd5)
  sum = mixNumber(sum, said.freeSpace)
  sum = mixNumber(sum, said.sketchSize)
  sum = mixNumber(sum, said.flashSize)
  sum = mix(sum, said.sdk)
  return mix(sum, said.address) >>> 0 || 1
}

/** Where a device stands, in 32 bits. Never 0. */
export function standingPrint({ state, reason, target, runs, board, chip }: Standing): number {
  let sum = mix(basis, state)
  sum = mix(sum, reason.code)
  sum = mix(sum, target)
  sum = mix(sum, runs)
  sum = mix(sum, board)
  return mix(sum, chip) >>> 0 || 1
}

/** A version as a device says it, in 32 bits. Never 0. */
export function versionPrint(version: string | null): number {
  return mix(basis, version) >>> 0 || 1
}
