import { useRouter } from '@tanstack/react-router'
import { paths } from '../paths.ts'

/** Gives a function that goes along when a release gets another version, if its page is what is shown. */
export function useFollowRelease(product: string): (from: string, to: string) => void {
  const router = useRouter()
  return (from, to) => {
    const shown = decodeURIComponent(router.state.location.pathname)
    if (from === to || shown !== decodeURIComponent(paths.release({ product, version: from }))) return
    void router.navigate({ to: paths.release({ product, version: to }), replace: true })
  }
}
