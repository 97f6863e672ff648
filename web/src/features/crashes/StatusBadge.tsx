import type { CrashGroupStatus } from '@/gql/graphql'
import classes from './StatusBadge.module.css'

const WORDS: Record<CrashGroupStatus, string> = {
  OPEN: 'open',
  RESOLVED: 'resolved',
  IGNORED: 'ignored',
}

export function StatusBadge({ status }: { status: CrashGroupStatus }) {
  return (
    <span className={classes.badge} data-status={status}>
      {WORDS[status]}
    </span>
  )
}
