import { formatCount, NO_DATA, formatShare } from '@/lib/format'
import { EmptyState } from '@/ui/EmptyState'
import classes from './FunnelResult.module.css'

interface FunnelStep {
  eventType: string
  sessions: number
  rate: number | null
}

export function FunnelResult({ steps }: { steps: readonly FunnelStep[] }) {
  if ((steps[0]?.sessions ?? 0) === 0) {
    return (
      <EmptyState title="No sessions with the first step in this range">
        Choose another first step or range. Funnels need events with a <code>sessionId</code>.
      </EmptyState>
    )
  }
  return (
    <ol className={classes.steps}>
      {steps.map(({ eventType, sessions, rate }, index) => {
        const previousSessions = steps[index - 1]?.sessions
        return (
          <li key={index}>
            <span className={classes.name}>
              <code className="user-text">{eventType}</code>
            </span>
            <span className={classes.track}>
              <span className={classes.bar} style={{ width: `${String((rate ?? 0) * 100)}%` }} />
            </span>
            <span className={classes.figure}>{formatCount(sessions)}</span>
            <span className={classes.rate}>{rate === null ? NO_DATA : formatShare(rate)}</span>
            <span className={classes.lost}>
              {previousSessions !== undefined &&
                previousSessions > 0 &&
                `${formatCount(previousSessions - sessions)} lost`}
            </span>
          </li>
        )
      })}
    </ol>
  )
}
