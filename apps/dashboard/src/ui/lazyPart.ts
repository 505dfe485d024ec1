import { type ComponentType, lazy } from 'react'

/**
 * A component that is loaded when it is first shown: `lazyPart(() => import('./X.tsx'), 'X')`. Show it inside a
 * `Suspense`, which every route brings along.
 */
export function lazyPart<Props, Name extends string>(
  load: () => Promise<Record<Name, ComponentType<Props>>>,
  name: Name,
) {
  return lazy(async () => ({ default: (await load())[name] }))
}
