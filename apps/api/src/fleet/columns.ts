/**
 * What is kept of every device, each fact in a flat array of its own that a device's number indexes: nothing for the
 * garbage collector to walk through. The arrays are replaced as they grow, so they are read through this object each
 * time.
 */
export interface Columns {
  /** The `deviceKey` of its id; 0 for a number that no device has. */
  key: Float64Array
  /** Where its id is written, when it is no MAC. */
  id: Uint32Array
  /** The store's number; 0 while it has none. */
  row: Uint32Array
  /** `DeviceIdentity`, by its place in the ladder: 0 the surest. */
  identity: Uint8Array
  /** ms since 1970. */
  lastSeenAt: Float64Array
  /** By the clock that nobody sets, in its ticks; 0: not since the start. */
  heardAt: Uint32Array
  /** Polls that the store does not know of yet. */
  polls: Uint32Array
  /** Learned, ms; 0: none yet. */
  interval: Uint32Array
  /** Hash of what it says of itself. */
  facts: Uint32Array
  /** Hash of where it stands. */
  standing: Uint32Array
  /** Hash of the version it says. */
  said: Uint32Array
  /** Number of what it runs. */
  running: Uint32Array
  /** Number of the board and chip it is known to be; 0: unknown. */
  learned: Uint32Array
  /** Number of what the operator assigned; 0: nothing. */
  assigned: Uint32Array
  /** Key of the address it was last seen at by a sure identity; 0: none. */
  address: Float64Array
}

const smallest = 1_024

/** Columns with room for some devices; `makeRoom` gives them room for `count`, and doubles it when it has to. */
export function createColumns(): { columns: Columns; makeRoom(count: number): void; bytes(): number } {
  let capacity = smallest
  const columns: Columns = {
    key: new Float64Array(capacity),
    id: new Uint32Array(capacity),
    row: new Uint32Array(capacity),
    identity: new Uint8Array(capacity),
    lastSeenAt: new Float64Array(capacity),
    heardAt: new Uint32Array(capacity),
    polls: new Uint32Array(capacity),
    interval: new Uint32Array(capacity),
    facts: new Uint32Array(capacity),
    standing: new Uint32Array(capacity),
    said: new Uint32Array(capacity),
    running: new Uint32Array(capacity),
    learned: new Uint32Array(capacity),
    assigned: new Uint32Array(capacity),
    address: new Float64Array(capacity),
  }
  const names = Object.keys(columns) as (keyof Columns)[]
  return {
    columns,
    makeRoom: (count) => {
      if (count <= capacity) return
      capacity = Math.max(count, capacity * 2)
      for (const name of names) {
        const old = columns[name]
        const grown = new (old.constructor as new (length: number) => typeof old)(capacity)
        grown.set(old)
        Object.assign(columns, { [name]: grown })
      }
    },
    bytes: () => names.reduce((sum, name) => sum + columns[name].byteLength, 0),
  }
}
