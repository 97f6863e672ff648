import type { ReactNode } from 'react'
import { NavLink, useMatches, useSearchParams } from 'react-router'
import { AccountMenu } from '@/app/AccountMenu'
import { AppSwitcher, type Membership } from '@/app/AppSwitcher'
import { ConnectionStatus } from '@/app/ConnectionStatus'
import { ScopeBar } from '@/app/ScopeBar'
import { toScopeSearch } from '@/lib/scope'
import {
  AlertsIcon,
  AnalyticsIcon,
  CrashesIcon,
  LiveIcon,
  OverviewIcon,
  SettingsIcon,
} from '@/ui/icons'
import { Logo } from '@/ui/Logo'
import { OVERLAYS_ID } from '@/ui/theme'
import { TooltipLayer } from '@/ui/TooltipLayer'
import classes from './AppFrame.module.css'

const PAGES = [
  { to: '', label: 'Overview', icon: OverviewIcon },
  { to: 'crashes', label: 'Crashes', icon: CrashesIcon },
  { to: 'live', label: 'Live', icon: LiveIcon },
  { to: 'analytics', label: 'Analytics', icon: AnalyticsIcon },
  { to: 'alerts', label: 'Alerts', icon: AlertsIcon },
  { to: 'settings', label: 'Settings', icon: SettingsIcon },
]

interface AppFrameProps {
  appId: string
  memberships: readonly Membership[]
  email: string
  children: ReactNode
}

/** Navigation rail, top bar and page; on phones the rail is a bar at the bottom. */
export function AppFrame({ appId, memberships, email, children }: AppFrameProps) {
  const isScoped = useMatches().some(({ handle }) => isScopedHandle(handle))
  return (
    <div className={classes.frame}>
      <a href="#page" className={classes.skip}>
        Skip to content
      </a>
      <div className={classes.corner}>
        <span className={classes.logo}>
          <Logo withName={false} />
        </span>
        <AppSwitcher appId={appId} memberships={memberships} />
      </div>
      <section className={classes.top} data-scoped={isScoped} aria-label="Scope and account">
        {isScoped && <ScopeBar appId={appId} />}
        <span className={classes.spacer} />
        <span className={classes.account}>
          <ConnectionStatus />
          <AccountMenu appId={appId} email={email} />
        </span>
      </section>
      <NavigationRail appId={appId} />
      <div className={classes.body}>
        <main id="page" className={classes.page} tabIndex={-1}>
          {children}
          <div id={OVERLAYS_ID} />
          <TooltipLayer />
        </main>
      </div>
    </div>
  )
}

function NavigationRail({ appId }: { appId: string }) {
  const [params] = useSearchParams()
  const search = toScopeSearch(params)
  return (
    <nav className={classes.rail} aria-label="Pages">
      {PAGES.map(({ to, label, icon: Icon }) => (
        <NavLink
          key={label}
          to={`/apps/${encodeURIComponent(appId)}${to && `/${to}`}${search}`}
          end={to === ''}
          className={classes.link}
        >
          <Icon />
          <span>{label}</span>
        </NavLink>
      ))}
    </nav>
  )
}

/** Routes whose figures have a range and a version have `handle: { scope: true }`. */
const isScopedHandle = (handle: unknown): boolean =>
  typeof handle === 'object' && handle !== null && 'scope' in handle && handle.scope === true
