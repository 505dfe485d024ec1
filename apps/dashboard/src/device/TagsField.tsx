import { type Device, Tag } from '@cyberdeck-ota/schema'
import { TagsInput } from '@mantine/core'
import { useState } from 'react'
import { toastError } from '../ui/toast.tsx'
import { assign } from './assign.ts'

/** A device's tags; each is kept as soon as it is entered. */
export function TagsField({ device }: { device: Device }) {
  const { tags } = device.assigned
  const [problem, setProblem] = useState<string | null>(null)

  function change(wanted: string[]) {
    const next = [...new Set(wanted.map((tag) => tag.trim().toLowerCase()))]
    const bad = next.find((tag) => !Tag.safeParse(tag).success)
    setProblem(bad === undefined ? null : `“${bad}” cannot be a tag: letters, digits, dots, dashes only`)
    if (bad !== undefined) return
    const added = next.filter((tag) => !tags.includes(tag))
    const gone = tags.filter((tag) => !next.includes(tag))
    if (added.length + gone.length === 0) return
    const words = [
      ...(added.length > 0 ? [`Tagged ${added.join(', ')}.`] : []),
      ...(gone.length > 0 ? [`Not tagged ${gone.join(', ')} any more.`] : []),
    ]
    assign(device, { tags: next }, words.join(' ')).catch(toastError)
  }

  return (
    <TagsInput
      label="Tags"
      placeholder={tags.length === 0 ? 'Type one and press Enter' : ''}
      value={tags}
      onChange={change}
      error={problem}
      clearable
    />
  )
}
