import type { ReactNode } from 'react'
import classes from './ScrollBox.module.css'

interface ScrollBoxProps {
  label: string
  height?: number
  children: ReactNode
}

/** A box with its own scrolling, usable by keyboard. */
export function ScrollBox({ label, height, children }: ScrollBoxProps) {
  return (
    <div
      className={classes.box}
      style={{ height }}
      role="group"
      aria-label={label}
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- keyboard users need focus to scroll
      tabIndex={0}
    >
      {children}
    </div>
  )
}
