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

/** Parts of a page, each with an address of its own. */
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

/** On a narrow screen the tabs scroll sideways: the chosen one, and what is next to it, come into view. */
function scrollToActiveTab(nav: HTMLElement): void {
  const chosen = nav.querySelector<HTMLElement>('[aria-current="page"]')
  if (!chosen || nav.scrollWidth <= nav.clientWidth) return
  const middle = chosen.offsetLeft - nav.offsetLeft + chosen.offsetWidth / 2
  nav.scrollLeft = middle - nav.clientWidth / 2
}
