import { useEffect, useRef } from 'react'
import { NavLink, useLocation, useSearchParams } from 'react-router'
import { toScopeSearch } from '@/lib/scope'
import classes from './Tabs.module.css'

export interface Tab {
  to: string
  label: string
}

interface TabsProps {
  label: string
  tabs: readonly Tab[]
  isVertical?: boolean
}

/** Tabs of a page, each with its own address. */
export function Tabs({ label, tabs, isVertical = false }: TabsProps) {
  const [params] = useSearchParams()
  const { pathname } = useLocation()
  const nav = useRef<HTMLElement>(null)
  useEffect(() => {
    if (nav.current) scrollToActiveTab(nav.current)
  }, [pathname])
  return (
    <nav ref={nav} aria-label={label} className={classes.tabs} data-vertical={isVertical}>
      {tabs.map((tab) => (
        <NavLink
          key={tab.to}
          to={`${tab.to}${toScopeSearch(params)}`}
          end={tab.to === '.'}
          className={classes.tab}
        >
          {tab.label}
        </NavLink>
      ))}
    </nav>
  )
}

/** Scrolls the active tab and its neighbours into view on narrow screens. */
function scrollToActiveTab(nav: HTMLElement): void {
  const active = nav.querySelector<HTMLElement>('[aria-current="page"]')
  if (!active || nav.scrollWidth <= nav.clientWidth) return
  const middle = active.offsetLeft - nav.offsetLeft + active.offsetWidth / 2
  nav.scrollLeft = middle - nav.clientWidth / 2
}
