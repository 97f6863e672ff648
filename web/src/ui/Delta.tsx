import { formatChange } from '@/lib/format'
import { tooltip } from '@/ui/tooltip'
import classes from './Delta.module.css'

interface DeltaProps {
  percent: number | null | undefined
  goodWhen: 'up' | 'down'
}

/** The change since the previous period: direction, size, and whether it is good. */
export function Delta({ percent, goodWhen }: DeltaProps) {
  if (percent === null || percent === undefined) {
    return <span className={classes.none}>No comparison</span>
  }
  if (percent === 0) return <span className={classes.none}>Unchanged</span>
  const direction = percent > 0 ? 'up' : 'down'
  const meaning = direction === goodWhen ? 'good' : 'bad'
  return (
    <span
      {...tooltip(
        `${direction === 'up' ? 'Higher' : 'Lower'} than in the previous period, which is ${meaning}.`,
      )}
      className={classes.delta}
      data-meaning={meaning}
    >
      <span aria-hidden="true">{direction === 'up' ? '▲' : '▼'}</span>
      <span className={classes.hidden}>{direction === 'up' ? 'up' : 'down'} </span>
      {formatChange(percent)}
      <span className={classes.against}> vs previous</span>
    </span>
  )
}
