import { Skeleton, Stack, VisuallyHidden } from '@mantine/core'

/** Stands where a page will be. */
export function PageSkeleton() {
  return (
    <Stack gap="lg" aria-busy>
      <VisuallyHidden role="status">Loading</VisuallyHidden>
      <Skeleton height={28} width={220} />
      <Skeleton height={132} radius="lg" />
      <Skeleton height={260} radius="lg" />
    </Stack>
  )
}
