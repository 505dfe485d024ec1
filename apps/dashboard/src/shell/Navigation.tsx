import { Link } from '@tanstack/react-router'
import { paths } from '../paths.ts'
import { doors } from './doors.ts'
import classes from './Navigation.module.css'

/** At the left of a desk's screen, at the bottom of a phone's. */
export function Navigation() {
  return (
    <nav className={classes.root} aria-label="Pages">
      {doors.map(({ label, to, icon: DoorIcon }) => (
        <Link
          key={to}
          to={to}
          className={classes.door}
          activeOptions={{ exact: to === paths.overview(), includeSearch: false }}
        >
          <DoorIcon size={19} stroke={1.7} aria-hidden />
          {label}
        </Link>
      ))}
    </nav>
  )
}
