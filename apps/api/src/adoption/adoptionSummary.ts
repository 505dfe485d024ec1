import type { AdoptionReport } from '@cyberdeck-ota/schema'

/** What the start that adopted a folder prints of it. */
export function adoptionSummary({ adopted, skipped }: AdoptionReport): string {
  const lines = [`Adopted ${adopted.length} of ${adopted.length + skipped.length} files in the data folder:`]
  for (const { file, version } of adopted) lines.push(`  ${file} is release ${version}`)
  for (const { file, why } of skipped) lines.push(`  ${file} was left alone: ${why}`)
  return lines.join('\n')
}
