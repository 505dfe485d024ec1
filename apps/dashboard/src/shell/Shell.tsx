import { Outlet, useLocation } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { UploadLayer } from '../upload/UploadLayer.tsx'
import { AccountMenu } from './AccountMenu.tsx'
import { Brand } from './Brand.tsx'
import { ColorSchemeToggle } from './ColorSchemeToggle.tsx'
import { LivePill } from './LivePill.tsx'
import { Navigation } from './Navigation.tsx'
import { QuickFind } from './QuickFind.tsx'
import classes from './Shell.module.css'

/** The frame around every page: navigation, what is live, who is signed in. */
export function Shell() {
  const main = useFocusOnNavigation()
  return (
    <div className={classes.root}>
      <a href="#main" className={classes.skip}>
        Skip to content
      </a>
      <header className={classes.header}>
        <Brand />
        <div className={classes.tools}>
          <QuickFind />
          <LivePill />
          <ColorSchemeToggle />
          <AccountMenu />
        </div>
      </header>
      <Navigation />
      <main id="main" ref={main} tabIndex={-1} className={classes.main}>
        <Outlet />
      </main>
      <UploadLayer />
    </div>
  )
}

/** After a navigation the keyboard continues at the page's start, and a screen reader hears that it changed. */
function useFocusOnNavigation() {
  const main = useRef<HTMLElement>(null)
  const { pathname } = useLocation()
  const last = useRef(pathname)
  useEffect(() => {
    if (last.current === pathname) return
    last.current = pathname
    main.current?.focus({ preventScroll: true })
  }, [pathname])
  return main
}
