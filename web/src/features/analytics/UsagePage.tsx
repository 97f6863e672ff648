import { Grid, Stack } from '@mantine/core'
import { useCurrentApp } from '@/app/current-app'
import { useScope } from '@/app/use-scope'
import { ActiveTiles } from '@/features/analytics/ActiveUserTiles'
import { ChartsSkeleton } from '@/features/analytics/ChartsSkeleton'
import { measureOf } from '@/features/analytics/measures'
import { PercentilesPanel } from '@/features/analytics/PercentilesPanel'
import { SessionsPanel } from '@/features/analytics/SessionsPanel'
import { TopPanel } from '@/features/analytics/TopItemsPanel'
import { graphql } from '@/gql'
import { useAsked } from '@/lib/use-reloadable-query'
import { Loadable } from '@/ui/Loadable'

const UsageQuery = graphql(`
  query UsagePage(
    $appId: ID!
    $range: DateRange!
    $before: DateRange!
    $version: String
    $isCompared: Boolean!
  ) {
    app(id: $appId) {
      id
      activeUsers(range: $range, version: $version) {
        ...ActiveTiles_users
      }
      sessions(range: $range, version: $version) {
        count {
          ...SessionsPanel_count
        }
        durations {
          ...PercentilesPanel_performance
        }
      }
      sessionsBefore: sessions(range: $before, version: $version) @include(if: $isCompared) {
        count {
          ...SessionsPanel_count
        }
      }
      topScreens(first: 10, range: $range, version: $version) {
        ...TopPanel_item
      }
      topElements(first: 10, range: $range, version: $version) {
        ...TopPanel_item
      }
      topFeatures(first: 10, range: $range, version: $version) {
        ...TopPanel_item
      }
    }
  }
`)

export function UsagePage() {
  const { appId } = useCurrentApp()
  const { range, before, version, isCompared } = useScope()
  const [result, reload] = useAsked(UsageQuery, { appId, range, before, version, isCompared })
  return (
    <Loadable result={result} skeleton={<ChartsSkeleton tiles={4} />} onRetry={reload}>
      {({ app }) => (
        <Stack gap="md">
          <ActiveTiles users={app.activeUsers} />
          <Grid gap="md">
            <Grid.Col span={{ base: 12, lg: 6 }}>
              <SessionsPanel
                count={app.sessions.count}
                before={app.sessionsBefore?.count ?? null}
                range={range}
              />
            </Grid.Col>
            <Grid.Col span={{ base: 12, lg: 6 }}>
              <PercentilesPanel
                words={measureOf('session_duration')}
                range={range}
                performance={app.sessions.durations}
              />
            </Grid.Col>
            <Grid.Col span={{ base: 12, lg: 4 }}>
              <TopPanel
                title="Top screens"
                metric="screens"
                name="Screen"
                source="screen_view"
                items={app.topScreens}
              />
            </Grid.Col>
            <Grid.Col span={{ base: 12, lg: 4 }}>
              <TopPanel
                title="Top elements"
                metric="elements"
                name="Element"
                source="button_click"
                items={app.topElements}
              />
            </Grid.Col>
            <Grid.Col span={{ base: 12, lg: 4 }}>
              <TopPanel
                title="Top features"
                metric="features"
                name="Feature"
                source="feature_used"
                items={app.topFeatures}
              />
            </Grid.Col>
          </Grid>
        </Stack>
      )}
    </Loadable>
  )
}

export const Component = UsagePage
