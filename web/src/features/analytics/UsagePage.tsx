import { Grid, Stack } from '@mantine/core'
import { useCurrentApp } from '@/app/current-app'
import { useScope } from '@/app/use-scope'
import { ActiveUserTiles } from '@/features/analytics/ActiveUserTiles'
import { ChartsSkeleton } from '@/features/analytics/ChartsSkeleton'
import { findMeasure } from '@/features/analytics/measures'
import { PercentilesPanel } from '@/features/analytics/PercentilesPanel'
import { SessionsPanel } from '@/features/analytics/SessionsPanel'
import { TopItemsPanel } from '@/features/analytics/TopItemsPanel'
import { graphql } from '@/gql'
import { useReloadableQuery } from '@/lib/use-reloadable-query'
import { Loadable } from '@/ui/Loadable'

const UsageQuery = graphql(`
  query UsagePage(
    $appId: ID!
    $range: DateRange!
    $previousRange: DateRange!
    $version: String
    $isCompared: Boolean!
  ) {
    app(id: $appId) {
      id
      activeUsers(range: $range, appVersion: $version) {
        ...ActiveUserTiles_users
      }
      sessions(range: $range, appVersion: $version) {
        count {
          ...SessionsPanel_count
        }
        durations {
          ...PercentilesPanel_performance
        }
      }
      previousSessions: sessions(range: $previousRange, appVersion: $version)
        @include(if: $isCompared) {
        count {
          ...SessionsPanel_count
        }
      }
      topScreens(first: 10, range: $range, appVersion: $version) {
        ...TopItemsPanel_item
      }
      topElements(first: 10, range: $range, appVersion: $version) {
        ...TopItemsPanel_item
      }
      topFeatures(first: 10, range: $range, appVersion: $version) {
        ...TopItemsPanel_item
      }
    }
  }
`)

const TOP_PANELS = [
  {
    field: 'topScreens',
    title: 'Top screens',
    metric: 'screens',
    name: 'Screen',
    source: 'screen_view',
  },
  {
    field: 'topElements',
    title: 'Top elements',
    metric: 'elements',
    name: 'Element',
    source: 'button_click',
  },
  {
    field: 'topFeatures',
    title: 'Top features',
    metric: 'features',
    name: 'Feature',
    source: 'feature_used',
  },
] as const

export function UsagePage() {
  const { appId } = useCurrentApp()
  const { range, previousRange, version, isCompared } = useScope()
  const [result, reload] = useReloadableQuery(UsageQuery, {
    appId,
    range,
    previousRange,
    version,
    isCompared,
  })
  return (
    <Loadable result={result} skeleton={<ChartsSkeleton tiles={4} />} onRetry={reload}>
      {({ app }) => (
        <Stack gap="md">
          <ActiveUserTiles users={app.activeUsers} />
          <Grid gap="md">
            <Grid.Col span={{ base: 12, lg: 6 }}>
              <SessionsPanel
                count={app.sessions.count}
                previous={app.previousSessions?.count ?? null}
                range={range}
              />
            </Grid.Col>
            <Grid.Col span={{ base: 12, lg: 6 }}>
              <PercentilesPanel
                measure={findMeasure('session_duration')}
                range={range}
                performance={app.sessions.durations}
              />
            </Grid.Col>
            {TOP_PANELS.map(({ field, ...labels }) => (
              <Grid.Col key={field} span={{ base: 12, lg: 4 }}>
                <TopItemsPanel {...labels} items={app[field]} />
              </Grid.Col>
            ))}
          </Grid>
        </Stack>
      )}
    </Loadable>
  )
}

export const Component = UsagePage
