import type { BuildFileKind } from '@cyberdeck-ota/core'
import { Anchor } from '@mantine/core'
import { buildFileUrl, type ReleaseName } from '../../api/commands.ts'
import { partWords } from '../../image/partWords.ts'
import { Bytes } from '../../ui/Bytes.tsx'
import { Facts } from '../../ui/Facts.tsx'
import type { OfferedFile } from './byHandPlan.ts'

interface ByHandFilesProps {
  release: ReleaseName
  board: string
  files: readonly OfferedFile[]
}

const fileWords: Record<BuildFileKind, string> = { app: 'App', factory: 'Factory image', ...partWords }

/** What there is of a build, each a link that downloads it. */
export function ByHandFiles({ release, board, files }: ByHandFilesProps) {
  return (
    <Facts
      facts={files.map(({ file, name, size }) => [
        fileWords[file],
        <span key={file}>
          <Anchor href={buildFileUrl({ ...release, board }, file)} download inherit>
            {name}
          </Anchor>
          , <Bytes value={size} />
        </span>,
      ])}
    />
  )
}
