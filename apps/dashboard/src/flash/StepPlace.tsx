import type { ReactNode } from 'react'
import { useInView } from '../ui/useInView.ts'

interface StepPlaceProps {
  /** What the step has come to; null while another one is to be looked at. */
  moment: string | null
  children: ReactNode
}

/** Where a step stands on the page, which comes into view when the session gets there. */
export function StepPlace({ moment, children }: StepPlaceProps) {
  return <div ref={useInView(moment)}>{children}</div>
}
