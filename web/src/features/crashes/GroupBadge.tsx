import type { GroupBadgeKind } from '@/features/crashes/badges'
import classes from './GroupBadge.module.css'

export function GroupBadge({ badge }: { badge: GroupBadgeKind | 'open' }) {
  return (
    <span className={classes.badge} data-badge={badge}>
      {badge}
    </span>
  )
}
