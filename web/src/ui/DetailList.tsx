import type { ReactNode } from 'react'
import classes from './DetailList.module.css'

export interface Detail {
  name: string
  value: ReactNode
}

interface DetailListProps {
  details: readonly Detail[]
  /** Whether details are displayed side by side where space allows. */
  isWide?: boolean
}

export function DetailList({ details, isWide = false }: DetailListProps) {
  return (
    <dl className={classes.facts} data-wide={isWide}>
      {details.map(({ name, value }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd className="user-text tabular">{value}</dd>
        </div>
      ))}
    </dl>
  )
}
