import { Paper } from '@mantine/core'
import { useQuery } from 'urql'
import { useCurrentApp } from '@/app/current-app'
import { countLive, type LiveCrash } from '@/features/live/count-live'
import { graphql } from '@/gql'
import { formatCount, NO_DATA } from '@/lib/format'
import { useNowEverySecond } from '@/lib/now'
import { usePolling } from '@/lib/use-polling'
import classes from './LivePage.module.css'

const LiveNowQuery = graphql(`
  query LiveNow($appId: ID!) {
    app(id: $appId) {
      id
      liveNow {
        countedAt
        devices
        sessions
      }
    }
  }
`)

const SECOND_MS = 1_000

/** Counters that update every second. A new request waits for the response to the last one. */
export function LiveCounters({ crashes }: { crashes: readonly LiveCrash[] }) {
  const { appId } = useCurrentApp()
  const [{ data, error, fetching, stale }, execute] = useQuery({
    query: LiveNowQuery,
    variables: { appId },
  })
  const now = useNowEverySecond()
  usePolling(() => {
    if (!fetching && !stale) execute({ requestPolicy: 'network-only' })
  }, SECOND_MS)
  const activeNow = error ? null : (data?.app.liveNow ?? null)
  return (
    <dl className={classes.counters}>
      {countLive(activeNow, crashes, now).map(({ name, value, isMinimum }) => (
        <Paper withBorder key={name} className={classes.counter}>
          <dt>{name}</dt>
          <dd>
            {isMinimum && '≥ '}
            {value === null ? NO_DATA : formatCount(value)}
          </dd>
        </Paper>
      ))}
    </dl>
  )
}
