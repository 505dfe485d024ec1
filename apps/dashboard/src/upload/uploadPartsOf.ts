import type { Build } from '@cyberdeck-ota/schema'
import { buildFileUrl, type ReleaseName } from '../api/commands.ts'
import { problemOf, unreachable } from '../api/request.ts'
import { uploads } from './uploadStore.ts'

/**
 * Lists a build that the server has for upload again, together with files that go beside it: the same bytes are that same
 * build, so it only gains its parts. Rejects with an `ApiProblem` when the app cannot be fetched.
 */
export async function uploadPartsOf(
  { fileName, ...build }: ReleaseName & { board: string } & Pick<Build, 'fileName'>,
  files: readonly File[],
): Promise<void> {
  const app = new File([await fetchApp(buildFileUrl(build))], fileName)
  uploads.add([app, ...files], { draft: build })
}

async function fetchApp(url: string): Promise<Blob> {
  const response = await fetch(url).catch(() => null)
  if (!response) throw unreachable()
  if (!response.ok) throw problemOf(response.status, await response.text())
  return response.blob().catch(() => {
    throw unreachable()
  })
}
