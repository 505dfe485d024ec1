import { useQueryErrorResetBoundary } from '@tanstack/react-query'
import { type ErrorComponentProps, useRouter } from '@tanstack/react-router'
import { useEffect } from 'react'
import { ApiProblem } from '../api/request.ts'
import { Page } from '../ui/Page.tsx'
import { ProblemNotice } from '../ui/ProblemNotice.tsx'
import { Entrance } from './Entrance.tsx'

/** What stands where a page could not be shown: the server's sentence, or that it is our mistake. */
export function CrashPage(props: ErrorComponentProps) {
  return (
    <Page title={titleOf(props.error)}>
      <Crash {...props} />
    </Page>
  )
}

/** The same, where there is no frame around it yet. */
export function CrashEntrance(props: ErrorComponentProps) {
  return (
    <Entrance title={titleOf(props.error)} description="The dashboard could not be opened.">
      <Crash {...props} />
    </Entrance>
  )
}

function titleOf(error: unknown) {
  return error instanceof ApiProblem || isMissingPart(error) ? 'This did not work' : 'This page broke'
}

function Crash({ error, reset }: ErrorComponentProps) {
  const router = useRouter()
  const queryErrors = useQueryErrorResetBoundary()
  useEffect(() => queryErrors.reset(), [queryErrors])
  const retry = () => {
    // A part that failed to load stays failed until the page is loaded anew.
    if (isMissingPart(error)) return location.reload()
    reset()
    void router.invalidate()
  }
  return <ProblemNotice error={sentenceOf(error)} retry={retry} />
}

function sentenceOf(error: unknown): string {
  const words = error instanceof Error ? error.message : String(error)
  if (error instanceof ApiProblem) return words
  if (isMissingPart(error))
    return 'A part of the page could not be loaded: the server is away, or has been updated since this page was opened.'
  return `That is a mistake in the dashboard, not in your firmware. It says: ${words}`
}

/** The words of Chromium, Firefox and Safari for an `import()` whose file is not there. */
function isMissingPart(error: unknown): boolean {
  return (
    error instanceof TypeError &&
    /dynamically imported module|importing a module script failed/i.test(error.message)
  )
}
