import { NO_DATA, formatShare } from '@/lib/format'
import classes from './BenchmarkLine.module.css'

interface BenchmarkLineProps {
  name: string
  rank: { value: number | null; percentile: number | null }
  format: (value: number) => string
}

/** The app's figure, and how many of the others it is better than. */
export function BenchmarkLine({ name, rank: { value, percentile }, format }: BenchmarkLineProps) {
  return (
    <div className={classes.line}>
      <span className={classes.name}>{name}</span>
      <strong className={classes.value}>{value === null ? NO_DATA : format(value)}</strong>
      <span className={classes.track} aria-hidden="true">
        {percentile !== null && (
          <span className={classes.mark} style={{ left: `${String(percentile)}%` }} />
        )}
      </span>
      <span className={classes.words}>{describeRank(value, percentile)}</span>
    </div>
  )
}

export function describeRank(value: number | null, percentile: number | null): string {
  if (value === null) return 'too little data yet, or not computed yet'
  if (percentile === null) return 'fewer than five apps take part'
  return `better than ${formatShare(percentile / 100)} of the others`
}
