import { useQuery } from 'urql'
import { useCurrentApp } from '@/app/current-app'
import { assessLastEvent } from '@/features/overview/data-health'
import { HealthItem } from '@/features/overview/HealthItem'
import { graphql } from '@/gql'
import { useNowEverySecond } from '@/lib/now'
import { serverClock } from '@/lib/server-clock'
import { usePolling } from '@/lib/use-polling'
import { Time } from '@/ui/Time'

const LastEventQuery = graphql(`
  query LastEvent($appId: ID!) {
    app(id: $appId) {
      id
      liveNow {
        countedAt
        lastEventAt
      }
    }
  }
`)

const REFRESH_MS = 5_000

/** The time since the last event; it keeps counting between two responses. */
export function LastEvent() {
  const { appId } = useCurrentApp()
  const [{ data }, execute] = useQuery({ query: LastEventQuery, variables: { appId } })
  usePolling(() => {
    execute({ requestPolicy: 'network-only' })
  }, REFRESH_MS)
  const now = serverClock.toServerTime(useNowEverySecond())
  if (!data) return null
  const { lastEventAt } = data.app.liveNow
  const { text, state } = assessLastEvent(lastEventAt, now)
  return (
    <HealthItem name="Last event" state={state}>
      {lastEventAt === null ? text : <Time at={lastEventAt}>{text}</Time>}
    </HealthItem>
  )
}
