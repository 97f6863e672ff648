import type { ReactNode } from 'react'
import classes from './ScrollBox.module.css'

interface ScrollBoxProps {
  label: string
  height?: number
  children: ReactNode
}

/** Scrolls on its own, also by keyboard. */
export function ScrollBox({ label, height, children }: ScrollBoxProps) {
  return (
    <div
      className={classes.box}
      style={{ height }}
      role="group"
      aria-label={label}
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- else no keyboard can scroll it
      tabIndex={0}
    >
      {children}
    </div>
  )
}
