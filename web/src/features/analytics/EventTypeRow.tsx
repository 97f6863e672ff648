import { Skeleton } from '@mantine/core'
import { useQuery } from 'urql'
import { useCurrentApp } from '@/app/current-app'
import { useScope } from '@/app/use-scope'
import { graphql } from '@/gql'
import { formatAverage, formatCount, NO_DATA } from '@/lib/format'
import { useTrendRange } from '@/lib/now'
import { alignToDays } from '@/ui/charts/model'
import { Sparkline } from '@/ui/Sparkline'
import classes from '@/ui/Table.module.css'

const TypeQuery = graphql(`
  query EventsOfType($appId: ID!, $range: DateRange!, $version: String, $type: String!) {
    app(id: $appId) {
      id
      events(range: $range, appVersion: $version, type: $type) {
        date
        count
        uniqueDevices
        isEstimated
      }
    }
  }
`)

/** A row of one event type. It queries its own figures, because an app can have many types. */
export function EventTypeRow({ type }: { type: string }) {
  const { appId } = useCurrentApp()
  const { range, version } = useScope()
  const trendDays = useTrendRange(range)
  const [{ data, error }] = useQuery({
    query: TypeQuery,
    variables: { appId, range, version, type },
  })
  const days = data?.app.events
  const total = days?.reduce((sum, each) => sum + each.count, 0) ?? 0
  const devices = days?.reduce((sum, each) => sum + each.uniqueDevices, 0) ?? 0
  const isEstimated = days?.some(({ isEstimated }) => isEstimated) ?? false
  return (
    <tr>
      <th scope="row" className="user-text">
        <code>{type}</code>
      </th>
      <td>
        {days ? (
          <Sparkline
            label={`${type} by day`}
            values={alignToDays(trendDays, days, (day) => day.count)}
          />
        ) : (
          !error && <Skeleton h={24} />
        )}
      </td>
      <td className={classes.number}>
        {days && total > 0 ? `${isEstimated ? '≈ ' : ''}${formatCount(total)}` : NO_DATA}
      </td>
      <td className={classes.number}>
        {days && days.length > 0 ? formatAverage(devices / days.length) : NO_DATA}
      </td>
    </tr>
  )
}
