import { Facts } from '../../ui/Facts.tsx'
import { formatBytes } from '../../ui/formatBytes.ts'
import { StatusDot, type Tone } from '../../ui/StatusDot.tsx'
import type { BuildFor } from './buildFor.ts'
import { type CableUse, cableUse } from './releaseChoices.ts'

const uses: Record<CableUse, { tone: Tone; words: string }> = {
  'any-board': { tone: 'good', words: 'starts a blank board too' },
  'running-board': { tone: 'idle', words: 'app alone, for a board that was flashed before' },
  none: { tone: 'warning', words: 'for updates over the air only' },
}

/** What each build is for, how large it is, and what a cable can do with it. */
export function BuildUses({ builds }: { builds: readonly BuildFor[] }) {
  return (
    <Facts
      facts={builds.map(({ board, build }) => {
        const { tone, words } = uses[cableUse(build)]
        return [
          board === 'default' ? 'Build' : board,
          <StatusDot key={board} tone={tone}>
            {[build.chip, formatBytes(build.size), words].filter(Boolean).join(' · ')}
          </StatusDot>,
        ]
      })}
    />
  )
}
