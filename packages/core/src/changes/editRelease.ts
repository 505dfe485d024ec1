import type { ChangeNote, ReleaseEdit } from '@cyberdeck-ota/schema'
import type { Change } from '../change.ts'
import { editNotes } from './editNotes.ts'
import { relabelRelease } from './relabelRelease.ts'
import { requireRelease } from './requireProduct.ts'
import { setAliases } from './setAliases.ts'
import { setMinFrom } from './setMinFrom.ts'

interface EditRequest {
  product: string
  version: string
  edit: ReleaseEdit
}

/**
 * Changes what the edit names of a release, all of it or nothing. Refused as `relabelRelease`, `editNotes`, `setAliases`
 * and `setMinFrom` are.
 */
export function editRelease(request: EditRequest): Change {
  return (registry) => {
    const { version } = requireRelease(registry, request.product, request.version)
    let { products } = registry
    const notes: ChangeNote[] = []
    for (const { change, told } of stepsOf({ ...request, version })) {
      const changed = change({ ...registry, products })
      if (changed === null) continue
      products = changed.products
      if (told) notes.push(changed.note)
    }
    const [first, ...others] = notes
    if (first === undefined) return null
    const sentence = notes.map((note) => note.sentence).join('; ')
    return { products, note: others.length === 0 ? first : { code: 'release-edited', sentence } }
  }
}

function stepsOf({ product, version, edit }: EditRequest): { change: Change; told: boolean }[] {
  const { notes, minFrom, aliases, version: newVersion } = edit
  const now = newVersion ?? version
  const isRelabelled = now !== version
  const steps: { change: Change; told: boolean }[] = []
  const step = (change: Change, told = true) => steps.push({ change, told })
  // A stone that is replaced must not stand against the new version.
  if (minFrom === null || (minFrom && isRelabelled))
    step(setMinFrom({ product, version, minFrom: null }), minFrom === null)
  // Before the others, so that an alias may be what the release was called until now.
  if (isRelabelled) step(relabelRelease({ product, version, newVersion: now }))
  if (notes !== undefined) step(editNotes({ product, version: now, notes }))
  if (aliases !== undefined) step(setAliases({ product, version: now, aliases }))
  if (minFrom) step(setMinFrom({ product, version: now, minFrom }))
  return steps
}
