import { Stack } from '@mantine/core'
import { useCurrentApp } from '@/app/current-app'
import { useScope } from '@/app/use-scope'
import { BreakdownPanel } from '@/features/analytics/BreakdownPanel'
import { ChartsSkeleton } from '@/features/analytics/ChartsSkeleton'
import { EventTypeRow } from '@/features/analytics/EventTypeRow'
import { BUILT_IN_TYPES, selectLatestTypes } from '@/features/analytics/event-types'
import { EventsChart } from '@/features/analytics/EventsChart'
import { graphql } from '@/gql'
import { useReloadableQuery } from '@/lib/use-reloadable-query'
import { ExportMenu } from '@/ui/ExportMenu'
import { Loadable } from '@/ui/Loadable'
import { Panel } from '@/ui/Panel'
import { ScrollBox } from '@/ui/ScrollBox'
import classes from '@/ui/Table.module.css'

const EventsQuery = graphql(`
  query EventsPage($appId: ID!, $range: DateRange!, $version: String) {
    app(id: $appId) {
      id
      events(range: $range, appVersion: $version) {
        date
        count
        uniqueDevices
        isEstimated
      }
      eventTypes {
        name
        version
        isCollected
        fields {
          name
          kind
        }
      }
    }
  }
`)

export function EventsPage() {
  const { appId } = useCurrentApp()
  const { range, version } = useScope()
  const [result, reload] = useReloadableQuery(EventsQuery, { appId, range, version })
  return (
    <Loadable result={result} skeleton={<ChartsSkeleton />} onRetry={reload}>
      {({ app }) => {
        const customTypes = selectLatestTypes(app.eventTypes)
        return (
          <Stack gap="md">
            <EventsChart range={range} days={app.events} />
            <Panel title="Events by type" flush aside={<ExportMenu metric="events" />}>
              <ScrollBox label="Events by type">
                <table className={classes.table} data-trend="second">
                  <thead>
                    <tr>
                      <th scope="col">Type</th>
                      <th scope="col">By day</th>
                      <th scope="col" className={classes.number}>
                        Events
                      </th>
                      <th scope="col" className={classes.number}>
                        Devices per day
                      </th>
                    </tr>
                  </thead>
                  <tbody>
                    {[...BUILT_IN_TYPES, ...customTypes.map(({ name }) => name)].map((type) => (
                      <EventTypeRow key={type} type={type} />
                    ))}
                  </tbody>
                </table>
              </ScrollBox>
            </Panel>
            <BreakdownPanel types={customTypes} />
          </Stack>
        )
      }}
    </Loadable>
  )
}

export const Component = EventsPage
