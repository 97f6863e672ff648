import { count, NO_DATA, share } from '@/lib/format'
import { Empty } from '@/ui/EmptyState'
import classes from './FunnelResult.module.css'

interface Step {
  eventType: string
  sessions: number
  rate: number | null
}

export function FunnelResult({ steps }: { steps: readonly Step[] }) {
  if ((steps[0]?.sessions ?? 0) === 0) {
    return (
      <Empty title="No session began this way in these days">
        Choose another first step or another range; events must carry a <code>sessionId</code>.
      </Empty>
    )
  }
  return (
    <ol className={classes.steps}>
      {steps.map(({ eventType, sessions, rate }, index) => {
        const before = steps[index - 1]?.sessions
        return (
          <li key={index}>
            <span className={classes.name}>
              <code className="foreign">{eventType}</code>
            </span>
            <span className={classes.track}>
              <span className={classes.bar} style={{ width: `${String((rate ?? 0) * 100)}%` }} />
            </span>
            <span className={classes.figure}>{count(sessions)}</span>
            <span className={classes.rate}>{rate === null ? NO_DATA : share(rate)}</span>
            <span className={classes.lost}>
              {before !== undefined && before > 0 && `−${count(before - sessions)} here`}
            </span>
          </li>
        )
      })}
    </ol>
  )
}
