import type { GroupBadgeKind } from '@/features/crashes/badges'
import { StatusBadge, type Tone } from '@/ui/StatusBadge'

const BADGES: Record<GroupBadgeKind | 'open', { label: string; tone: Tone }> = {
  open: { label: 'Open', tone: 'neutral' },
  new: { label: 'New', tone: 'accent' },
  regressed: { label: 'Regressed', tone: 'bad' },
  resolved: { label: 'Resolved', tone: 'good' },
  ignored: { label: 'Ignored', tone: 'neutral' },
}

export function GroupBadge({ badge }: { badge: GroupBadgeKind | 'open' }) {
  const { label, tone } = BADGES[badge]
  return (
    <StatusBadge tone={tone} isSmall>
      {label}
    </StatusBadge>
  )
}
