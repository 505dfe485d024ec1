import { Stack } from '@mantine/core'
import type { ReactNode } from 'react'
import classes from './Entrance.module.css'

interface EntranceProps {
  title: string
  description: ReactNode
  children: ReactNode
}

/** The frame of the pages before sign-in: one card, one thing to do. */
export function Entrance({ title, description, children }: EntranceProps) {
  return (
    <main className={classes.root}>
      <title>{`${title} · Cyberdeck OTA`}</title>
      <div className={classes.card}>
        <img src="/favicon.svg" alt="" width={36} height={36} />
        <div>
          <h1 className={classes.title}>{title}</h1>
          <div className={classes.description}>{description}</div>
        </div>
        <Stack gap="md">{children}</Stack>
      </div>
    </main>
  )
}
