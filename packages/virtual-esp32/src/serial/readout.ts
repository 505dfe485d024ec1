import { defaultHashes } from '@cyberdeck-ota/esp-image'
import { word } from './commands.ts'
import type { FlashMemory } from './flashMemory.ts'

/** READ_FLASH under way: bare packets of flash, as many ahead of the host's acknowledgements as it allows. */
export interface Readout {
  /** @param received bytes that the host says it has, from the start of this readout */
  acknowledge(received: number): void
  /** Whether the host has acknowledged everything; only then do commands count again. */
  done(): boolean
}

/** @param request the command's data: address, length, size of a packet, and how many may be unacknowledged */
export function createReadout(
  flash: FlashMemory,
  request: Uint8Array,
  send: (packet: Uint8Array) => void,
): Readout {
  const [address, length] = [word(request, 0), word(request, 1)]
  const block = Math.max(1, word(request, 2))
  const ahead = Math.max(1, word(request, 3)) * block
  const bytes = flash.cells.slice(address, address + length)
  let sent = 0
  let acknowledged = 0

  const pump = () => {
    while (sent < length && sent - acknowledged < ahead) {
      send(bytes.subarray(sent, sent + block))
      sent = Math.min(length, sent + block)
    }
  }
  pump()
  return {
    acknowledge(received) {
      if (acknowledged === length) return
      acknowledged = Math.min(received, sent)
      pump()
      if (acknowledged === length) send(defaultHashes.md5(bytes))
    },
    done: () => acknowledged === length,
  }
}
