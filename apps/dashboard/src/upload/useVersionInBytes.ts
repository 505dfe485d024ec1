import { VersionText } from '@cyberdeck-ota/schema'
import { useQuery } from '@tanstack/react-query'
import type { Candidate } from './candidate.ts'
import { firmwareReader } from './uploadStore.ts'

/** Whether the version typed stands in the image's bytes; true while that is not known. */
export function useVersionInBytes({ sha256, bytes }: Candidate, version: string): boolean {
  const { data } = useQuery({
    queryKey: ['version-in-bytes', sha256, version],
    queryFn: () => firmwareReader.contains(bytes, version),
    enabled: VersionText.safeParse(version).success,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  })
  return data ?? true
}
