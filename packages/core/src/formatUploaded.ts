/** A timestamp to the minute, as `/ota/info` has always told it: "2025-02-21 09:00 UTC". */
export function formatUploaded(timestamp: string): string {
  return `${new Date(timestamp).toISOString().slice(0, 16).replace('T', ' ')} UTC`
}
