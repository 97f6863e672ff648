import { NO_DATA, share } from '@/lib/format'
import classes from './BenchmarkLine.module.css'

interface RankLineProps {
  name: string
  rank: { value: number | null; percentile: number | null }
  write: (value: number) => string
}

/** The app's figure, and how many of the others it is better than. */
export function RankLine({ name, rank: { value, percentile }, write }: RankLineProps) {
  return (
    <div className={classes.line}>
      <span className={classes.name}>{name}</span>
      <strong className={classes.value}>{value === null ? NO_DATA : write(value)}</strong>
      <span className={classes.track} aria-hidden="true">
        {percentile !== null && (
          <span className={classes.mark} style={{ left: `${String(percentile)}%` }} />
        )}
      </span>
      <span className={classes.words}>{rankWords(value, percentile)}</span>
    </div>
  )
}

export function rankWords(value: number | null, percentile: number | null): string {
  if (value === null) return 'too little data yet, or not computed yet'
  if (percentile === null) return 'fewer than five apps take part'
  return `better than ${share(percentile / 100)} of the others`
}
