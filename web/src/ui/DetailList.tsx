import type { ReactNode } from 'react'
import classes from './DetailList.module.css'

export interface Fact {
  name: string
  value: ReactNode
}

interface FactsProps {
  facts: readonly Fact[]
  /** Beside each other where there is room, instead of below. */
  isWide?: boolean
}

export function Facts({ facts, isWide = false }: FactsProps) {
  return (
    <dl className={classes.facts} data-wide={isWide}>
      {facts.map(({ name, value }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd className="foreign tabular">{value}</dd>
        </div>
      ))}
    </dl>
  )
}
