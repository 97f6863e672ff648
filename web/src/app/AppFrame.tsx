import type { ReactNode } from 'react'
import { NavLink } from 'react-router'
import { AccountMenu } from '@/app/AccountMenu'
import { AppSwitcher, type Membership } from '@/app/AppSwitcher'
import { ConnectionDot } from '@/app/ConnectionDot'
import { AlertsIcon, CrashesIcon, LiveIcon, OverviewIcon } from '@/ui/icons'
import { Logo } from '@/ui/Logo'
import classes from './AppFrame.module.css'

const PAGES = [
  { to: '', label: 'Overview', icon: OverviewIcon },
  { to: 'crashes', label: 'Crashes', icon: CrashesIcon },
  { to: 'live', label: 'Live', icon: LiveIcon },
  { to: 'alerts', label: 'Alerts', icon: AlertsIcon },
]

interface AppFrameProps {
  appId: string
  memberships: readonly Membership[]
  email: string
  children: ReactNode
}

/** Rail, top bar and page; on phones the rail is a bar at the bottom. */
export function AppFrame({ appId, memberships, email, children }: AppFrameProps) {
  return (
    <div className={classes.frame}>
      <a href="#page" className={classes.skip}>
        Skip to the page
      </a>
      <header className={classes.top}>
        <span className={classes.logo}>
          <Logo withName={false} />
        </span>
        <AppSwitcher appId={appId} memberships={memberships} />
        <span className={classes.spread} />
        <ConnectionDot />
        <AccountMenu email={email} />
      </header>
      <nav className={classes.rail} aria-label="Pages">
        {PAGES.map(({ to, label, icon: Icon }) => (
          <NavLink
            key={label}
            to={`/apps/${encodeURIComponent(appId)}${to && `/${to}`}`}
            end={to === ''}
            className={classes.link}
          >
            <Icon />
            <span>{label}</span>
          </NavLink>
        ))}
      </nav>
      <div className={classes.body}>
        <main id="page" className={classes.page} tabIndex={-1}>
          {children}
        </main>
      </div>
    </div>
  )
}
