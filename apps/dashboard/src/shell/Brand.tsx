import { Link } from '@tanstack/react-router'
import { paths } from '../paths.ts'
import classes from './Brand.module.css'

/** The name, which leads home. */
export function Brand() {
  return (
    <Link to={paths.overview()} className={classes.root}>
      <img src="/favicon.svg" alt="" width={24} height={24} />
      <span>
        Cyberdeck <span className={classes.ota}>OTA</span>
      </span>
    </Link>
  )
}
