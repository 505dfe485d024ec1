import { formatBytes } from './formatBytes.ts'

/** A size in bytes, short; the exact count is on hover. */
export function Bytes({ value }: { value: number }) {
  return (
    <span className="numeric" title={`${value.toLocaleString('en')} bytes`}>
      {formatBytes(value)}
    </span>
  )
}
