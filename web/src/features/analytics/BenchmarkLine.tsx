import { NO_DATA, formatShare } from '@/lib/format'
import classes from './BenchmarkLine.module.css'

interface BenchmarkLineProps {
  name: string
  rank: { value: number | null; percentile: number | null }
  format: (value: number) => string
}

/** A figure of the app and its rank among other apps. */
export function BenchmarkLine({ name, rank: { value, percentile }, format }: BenchmarkLineProps) {
  return (
    <div className={classes.line}>
      <span className={classes.name}>{name}</span>
      <strong className={classes.value}>{value === null ? NO_DATA : format(value)}</strong>
      <span className={classes.track} aria-hidden="true">
        {percentile !== null && (
          <span className={classes.marker} style={{ left: `${String(percentile)}%` }} />
        )}
      </span>
      <span className={classes.rank}>{describeRank(value, percentile)}</span>
    </div>
  )
}

export function describeRank(value: number | null, percentile: number | null): string {
  if (value === null) return 'Not enough data yet'
  if (percentile === null) return 'Fewer than five participating apps'
  return `Better than ${formatShare(percentile / 100)} of other apps`
}
