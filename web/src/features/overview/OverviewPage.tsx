import { Grid, Stack, Title } from '@mantine/core'
import { useCurrentApp } from '@/app/current-app'
import { useScope } from '@/app/use-scope'
import { OverviewContent } from '@/features/overview/OverviewContent'
import { EmptyOverview } from '@/features/overview/EmptyOverview'
import { NewestCrashes } from '@/features/overview/NewestCrashes'
import { OverviewSkeleton } from '@/features/overview/OverviewSkeleton'
import { graphql } from '@/gql'
import type { OverviewPageQuery } from '@/gql/graphql'
import { useStore } from '@/lib/store'
import { usePolling } from '@/lib/use-polling'
import { useReloadableQuery } from '@/lib/use-reloadable-query'
import { Loadable } from '@/ui/Loadable'
import { PageTitle } from '@/ui/PageTitle'

const OverviewQuery = graphql(`
  query OverviewPage(
    $appId: ID!
    $range: DateRange!
    $previousRange: DateRange!
    $version: String
    $isCompared: Boolean!
  ) {
    app(id: $appId) {
      id
      overview(range: $range, appVersion: $version) {
        starts {
          numerator
        }
        crashes {
          numerator
        }
      }
      ...OverviewContent_app
      crashGroups(first: 5, filter: { status: OPEN, appVersion: $version }) {
        edges {
          node {
            id
            ...CrashRow_group
          }
        }
      }
    }
  }
`)

const EMPTY_REFRESH_MS = 3_000
const REFRESH_MS = 30_000

const isEmpty = ({ app: { overview, crashGroups } }: OverviewPageQuery): boolean =>
  overview.starts.numerator === 0 &&
  overview.crashes.numerator === 0 &&
  crashGroups.edges.length === 0

/** The health of an app at a glance. */
export function OverviewPage() {
  const { appId, name, newGroups } = useCurrentApp()
  const { range, previousRange, version, isCompared } = useScope()
  const variables = { appId, range, previousRange, version, isCompared }
  const [result, reload] = useReloadableQuery(OverviewQuery, variables)
  const hasNothing = result.data ? isEmpty(result.data) : false
  usePolling(reload, hasNothing ? EMPTY_REFRESH_MS : REFRESH_MS)
  const { total } = useStore(newGroups)
  return (
    <Stack gap="md">
      <PageTitle app={name} view="Overview" />
      <Title order={1}>Overview</Title>
      <Loadable result={result} skeleton={<OverviewSkeleton />} onRetry={reload}>
        {(data) =>
          isEmpty(data) ? (
            <EmptyOverview />
          ) : (
            <Grid gap="md">
              <OverviewContent app={data.app} range={range} isCompared={isCompared} />
              <Grid.Col span={12}>
                <NewestCrashes
                  groups={data.app.crashGroups.edges}
                  newGroupCount={total}
                  onShow={reload}
                />
              </Grid.Col>
            </Grid>
          )
        }
      </Loadable>
    </Stack>
  )
}

export const Component = OverviewPage
