import classes from './StatusBadge.module.css'

export type Tone = 'neutral' | 'accent' | 'good' | 'warn' | 'bad'

interface StatusBadgeProps {
  tone: Tone
  isSmall?: boolean
  children: string
}

export function StatusBadge({ tone, isSmall = false, children }: StatusBadgeProps) {
  return (
    <span className={classes.badge} data-tone={tone} data-small={isSmall}>
      {children}
    </span>
  )
}
