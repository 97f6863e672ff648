import type { ReactNode } from 'react'
import type { HealthLine } from '@/features/overview/data-health'
import classes from './DataHealth.module.css'

interface HealthItemProps {
  name: string
  state: HealthLine['state']
  children: ReactNode
}

export function HealthItem({ name, state, children }: HealthItemProps) {
  return (
    <li data-state={state}>
      <span className={classes.dot} />
      <span className={classes.name}>{name}</span>
      <span className={classes.text}>{children}</span>
    </li>
  )
}
