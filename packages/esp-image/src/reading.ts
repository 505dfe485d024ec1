import type { ImageFacts, ImageNote } from './inspection.ts'
import { hasLayout, type Layout, type LayoutFault } from './layout.ts'

/** What stands at the start of some bytes that begin like an ESP image. */
export type Reading = AppReading | NoAppReading | BrokenReading

/** An app; `end` is the offset after its signature, or after the image when unsigned. */
export interface AppReading {
  found: 'app'
  image: ImageFacts
  notes: ImageNote[]
  end: number
}

/** A whole image that runs from RAM. */
export interface NoAppReading {
  found: 'bootloader' | 'ram'
}

/** An image that is not whole. The sentence names what is wrong and what to do about it. */
export interface BrokenReading {
  found: 'broken'
  code: 'truncated-image' | 'corrupt-image'
  sentence: string
}

export function truncated(missing: number, exact: boolean): BrokenReading {
  const amount = `${exact ? '' : 'at least '}${missing} byte${missing === 1 ? '' : 's'}`
  return {
    found: 'broken',
    code: 'truncated-image',
    sentence: `This firmware image is cut short, ${amount} missing at its end; copy or download the file again and upload all of it.`,
  }
}

export function corrupt(how: string): BrokenReading {
  return {
    found: 'broken',
    code: 'corrupt-image',
    sentence: `This firmware image is damaged (${how}); copy or download the file again, or build it anew.`,
  }
}

/**
 * What to say of an image whose layout cannot be read or whose checksum does not hold.
 *
 * @param digest length of a digest that should follow the checksum, bytes: where that is missing, so is the digest
 */
export function describeFault(layout: Layout | LayoutFault, digest = 0): BrokenReading {
  if (hasLayout(layout)) {
    const { stored, computed } = layout.checksum
    return corrupt(`its checksum byte is ${hexByte(stored)}, its contents give ${hexByte(computed)}`)
  }
  if (layout.fault === 'impossible') return corrupt(layout.detail)
  return truncated(layout.missing + (layout.exact ? digest : 0), layout.exact)
}

export function hexByte(byte: number): string {
  return `0x${byte.toString(16).padStart(2, '0')}`
}
