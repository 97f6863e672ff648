import { NavLink, useSearchParams } from 'react-router'
import { keptSearch } from '@/lib/scope'
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
  return (
    <nav aria-label={label} className={classes.tabs} data-vertical={isVertical}>
      {tabs.map((tab) => (
        <NavLink
          key={tab.to}
          to={`${tab.to}${keptSearch(params)}`}
          end={tab.to === '.'}
          className={classes.tab}
        >
          {tab.label}
        </NavLink>
      ))}
    </nav>
  )
}
