import { Button } from '@mantine/core'
import { IconMapQuestion } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { paths } from '../paths.ts'
import { EmptyState } from '../ui/EmptyState.tsx'
import { Page } from '../ui/Page.tsx'
import { Entrance } from './Entrance.tsx'

const title = 'Nothing here'
const explanation = 'What this address named may have been deleted, or the link was cut short.'

/** For an address inside the frame that leads nowhere. */
export function NotFoundPage() {
  return (
    <Page title={title}>
      <EmptyState
        icon={<IconMapQuestion size={26} stroke={1.5} />}
        title="This address leads to no page"
        action={<Home />}
      >
        {explanation}
      </EmptyState>
    </Page>
  )
}

/** The same, where there is no frame around it. */
export function NotFoundEntrance() {
  return (
    <Entrance title={title} description={explanation}>
      <Home />
    </Entrance>
  )
}

function Home() {
  return (
    <Button component={Link} to={paths.overview()} variant="default">
      Go to Overview
    </Button>
  )
}
