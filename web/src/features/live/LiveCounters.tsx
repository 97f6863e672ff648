import { Paper } from '@mantine/core'
import { counters, type Counted } from '@/features/live/counters'
import { count } from '@/lib/format'
import { useSecond } from '@/lib/now'
import classes from './LivePage.module.css'

export function LiveCounters({ crashes }: { crashes: readonly Counted[] }) {
  const now = useSecond()
  return (
    <dl className={classes.counters} style={{ margin: 0 }}>
      {counters(crashes, now).map(({ name, value, isMinimum }) => (
        <Paper withBorder key={name} className={classes.counter}>
          <dt>{name}</dt>
          <dd>
            {isMinimum && '≥ '}
            {count(value)}
          </dd>
        </Paper>
      ))}
    </dl>
  )
}
