import type { GroupBadgeKind } from '@/features/crashes/badges'
import classes from './GroupBadge.module.css'

const LABELS: Record<GroupBadgeKind | 'open', string> = {
  open: 'Open',
  new: 'New',
  regressed: 'Regressed',
  resolved: 'Resolved',
  ignored: 'Ignored',
}

export function GroupBadge({ badge }: { badge: GroupBadgeKind | 'open' }) {
  return (
    <span className={classes.badge} data-badge={badge}>
      {LABELS[badge]}
    </span>
  )
}
