import type { ReactNode } from 'react'
import classes from './Facts.module.css'

/** Names and values under each other: `[['Chip', 'ESP32-S3'], …]`. */
export function Facts({ facts }: { facts: (readonly [string, ReactNode])[] }) {
  return (
    <dl className={classes.root}>
      {facts.map(([name, value]) => (
        <div key={name} className={classes.fact}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}
