import { useEffect, useEffectEvent } from 'react'
import { dropTakers } from './dropTakers.ts'

/**
 * Files dropped anywhere on the window come here instead of to the list of uploads, as long as the component that uses it
 * is there. Of several, the one that came last gets them.
 *
 * @param words said while files are dragged over the window, as in "Drop to flash"
 */
export function useTakeDrops(onFiles: (files: File[]) => void, words = 'Drop the files here'): void {
  const take = useEffectEvent(onFiles)
  useEffect(() => dropTakers.add({ take: (files) => take(files), words }), [words])
}
