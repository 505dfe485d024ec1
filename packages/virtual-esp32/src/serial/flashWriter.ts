import { Inflate } from 'fflate'
import type { FlashMemory } from './flashMemory.ts'

/** Why a step of writing fails; each loader has a number of its own for it. */
export type WriteFault = 'not-begun' | 'outside' | 'too-much' | 'too-little' | 'deflate'

/** One region being written, block by block: plain, or as one zlib stream cut into blocks. */
export interface FlashWriter {
  /** Erases the region at once. Size 0 begins nothing, as a host does before FLASH_END. */
  begin(address: number, size: number, compressed: boolean): WriteFault | null
  block(data: Uint8Array, compressed: boolean): WriteFault | null
  end(): WriteFault | null
}

/** CMF and FLG of RFC 1950; the Adler-32 behind the stream is not looked at, nor does the stub look. */
const ZLIB_HEADER = 2

interface Region {
  compressed: boolean
  left(): number
  write(data: Uint8Array): WriteFault | null
}

export function createFlashWriter(flash: FlashMemory): FlashWriter {
  let region: Region | null = null
  return {
    begin(address, size, compressed) {
      region = null
      if (size === 0) return null
      if (!flash.holds(address, size)) return 'outside'
      flash.erase(address, size)
      region = compressed ? deflatedRegion(flash, address, size) : plainRegion(flash, address, size)
      return null
    },
    block: (data, compressed) => (region?.compressed === compressed ? region.write(data) : 'not-begun'),
    end() {
      const left = region?.left() ?? 0
      region = null
      return left > 0 ? 'too-little' : null
    },
  }
}

function plainRegion(flash: FlashMemory, address: number, size: number): Region {
  let written = 0
  return {
    compressed: false,
    left: () => size - written,
    write(data) {
      // The host fills its last block up with 0xFF.
      const kept = data.subarray(0, size - written)
      flash.write(address + written, kept)
      written += kept.length
      return null
    },
  }
}

function deflatedRegion(flash: FlashMemory, address: number, size: number): Region {
  const plain = plainRegion(flash, address, size)
  let header = ZLIB_HEADER
  let fault: WriteFault | null = null
  const inflate = new Inflate((data) => {
    if (data.length > plain.left()) fault = 'too-much'
    plain.write(data)
  })
  return {
    compressed: true,
    left: plain.left,
    write(data) {
      const stream = data.subarray(header)
      header -= data.length - stream.length
      try {
        if (stream.length > 0) inflate.push(stream)
      } catch {
        fault = 'deflate'
      }
      return fault
    },
  }
}
