import type { CheckInRecord } from '@cyberdeck-ota/schema'
import { createContext, useContext } from 'react'
import { WhyButton } from '../verdict/WhyButton.tsx'

/** Asks to explain the check-in of that id; the columns stand outside the panel that does it. */
export const ExplainContext = createContext<(id: number) => void>(() => {})

/** Opens the explanation of one check-in. */
export function WhyCell({ item: { id, at } }: { item: CheckInRecord }) {
  return <WhyButton id={id} at={at} onWhy={useContext(ExplainContext)} />
}
