import { Anchor } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { Fragment } from 'react'
import { paths } from '../paths.ts'
import { Arrow } from '../ui/Arrow.tsx'
import classes from './PathLine.module.css'

interface PathLineProps {
  /** Of the product. */
  name: string
  /** Versions in the order in which a device runs them. */
  path: string[]
}

/** How an old device comes to a release: "anything older → 1.50 → 2.00". */
export function PathLine({ name, path }: PathLineProps) {
  return (
    <p className={classes.path}>
      <span>anything older</span>
      {path.map((version) => (
        <Fragment key={version}>
          <Arrow />
          <Anchor
            component={Link}
            to={paths.release({ product: name, version })}
            inherit
            className={classes.version}
          >
            {version}
          </Anchor>
        </Fragment>
      ))}
    </p>
  )
}
