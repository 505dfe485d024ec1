import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query'
import { type EndpointName, queries } from './queries.ts'
import { ApiProblem } from './request.ts'

let signedOut = () => {}

/** Calls `listener` when an answer says that the session is over; the router sends the person to the sign-in page. */
export function onSignedOut(listener: () => void) {
  signedOut = listener
}

/** Tells of an error from a call that bypasses queries and mutations (an upload), so that a lost session is noticed. */
export function noticeProblem(error: unknown) {
  if (!(error instanceof ApiProblem) || error.code !== 'sign-in-required') return
  queryClient.removeQueries(queries.me)
  signedOut()
}

/** What was read from the API, for the whole page. Fresh until told otherwise: the live stream says what to read again. */
export const queryClient = new QueryClient({
  queryCache: new QueryCache({ onError: noticeProblem }),
  mutationCache: new MutationCache({ onError: noticeProblem }),
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      retry: (failures, error) => failures < 2 && !(error instanceof ApiProblem && error.status > 0),
    },
  },
})

/** Reads everything of these endpoints again. Resolves when what is on screen is current. */
export async function invalidate(...names: EndpointName[]) {
  await Promise.all(names.map((name) => queryClient.invalidateQueries({ queryKey: [name] })))
}
