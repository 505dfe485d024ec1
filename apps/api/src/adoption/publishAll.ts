import {
  type Change,
  compareVersions,
  emptyRegistry,
  publishBuild,
  refusalOf,
  sameVersion,
  setChannel,
} from '@cyberdeck-ota/core'
import { longestNotes, type Registry } from '@cyberdeck-ota/schema'
import type { Skipped } from './candidates.ts'
import type { Examined } from './examine.ts'

const product = 'default'

/** The registry that holds the adopted files (revision 1, or 0 when none was), and what came of each. */
export interface AllPublished {
  registry: Registry
  adopted: Examined[]
  skipped: Skipped[]
}

/**
 * Makes a registry of the examined files by the same rules as uploads. Where two of them cannot both be releases (equal
 * versions, different chips), the one that boards were given wins, then what the older server listed, then the higher
 * version. `stable` points at `latest`, or at the highest version when nothing says what the latest is.
 *
 * @param at timestamp of the adoption
 */
export function publishAll(examined: Examined[], latest: string | null, at: string): AllPublished {
  const adopted: Examined[] = []
  const skipped: Skipped[] = []
  let registry = emptyRegistry(at)
  for (const one of inOrder(examined, latest)) {
    const { file, listed } = one.candidate
    const why = whyTwin(one, adopted) ?? refusalOf(publishing(one), registry)?.sentence
    if (why) {
      skipped.push({ file, why })
      continue
    }
    registry = changed(registry, publishing(one))
    adopted.push(one)
    if (listed && listed.notes.length > longestNotes) {
      skipped.push({ file, why: `Its notes are longer than ${longestNotes} characters and were cut there.` })
    }
  }
  const target = latest === null ? adopted[0] : adopted.find(({ version }) => sameVersion(version, latest))
  if (target) {
    registry = changed(
      registry,
      setChannel({ product, channel: 'stable', version: target.version, recall: false }),
    )
  } else if (latest !== null) {
    const why = `Its latest version ${latest} was not adopted, so boards are offered nothing until a release is published.`
    skipped.push({ file: 'meta.json', why })
  }
  return { registry: adopted.length > 0 ? summedUp(registry, adopted.length) : registry, adopted, skipped }
}

function inOrder(examined: Examined[], latest: string | null): Examined[] {
  const rank = ({ candidate, version }: Examined) => {
    if (!candidate.listed) return 2
    return latest !== null && sameVersion(version, latest) ? 0 : 1
  }
  return examined.toSorted((a, b) => rank(a) - rank(b) || compareVersions(b.version, a.version))
}

/** A copy under a second name, such as `latest.bin`, is not another release. */
function whyTwin({ build, candidate, version }: Examined, adopted: Examined[]): string | null {
  const twin = adopted.find(
    (other) =>
      other.build.sha256 === build.sha256 && (!candidate.listed || sameVersion(other.version, version)),
  )
  return twin ? `It holds the same bytes as ${twin.candidate.file}, version ${twin.version}.` : null
}

function publishing({ build, candidate, version }: Examined): Change {
  const notes = candidate.listed?.notes.slice(0, longestNotes)
  return publishBuild({ product, version, notes, build, publish: 'none', at: build.uploadedAt })
}

function changed(registry: Registry, change: Change): Registry {
  return { ...registry, products: change(registry)?.products ?? registry.products }
}

function summedUp(registry: Registry, count: number): Registry {
  const sentence = `Adopted ${count} firmware ${count === 1 ? 'file' : 'files'} that lay in the data folder`
  return { ...registry, revision: 1, change: { code: 'folder-adopted', sentence } }
}
