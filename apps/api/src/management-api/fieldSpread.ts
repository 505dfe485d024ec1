/**
 * Of samples in the order of their moments (`at`, ms since 1970), those of at most `most` moments, spread evenly over the
 * time they cover; the last moment is always one of them. All samples of one moment stay together.
 */
export function spread<Sample extends { at: number }>(samples: readonly Sample[], most: number): Sample[] {
  const [first] = samples
  const last = samples.at(-1)
  if (!first || !last) return []
  const span = last.at - first.at
  const stretchOf = (at: number) => (span === 0 ? 0 : Math.ceil(((at - first.at) / span) * (most - 1)))
  const kept = new Map(samples.map(({ at }) => [stretchOf(at), at]))
  return samples.filter(({ at }) => kept.get(stretchOf(at)) === at)
}
