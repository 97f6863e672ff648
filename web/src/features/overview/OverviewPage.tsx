import { Grid, Group, Stack, Title } from '@mantine/core'
import { useSearchParams } from 'react-router'
import { useQuery } from 'urql'
import { useCurrentApp } from '@/app/current-app'
import { DailyUsersPanel } from '@/features/overview/DailyUsersPanel'
import { EmptyOverview } from '@/features/overview/EmptyOverview'
import { MetricTiles } from '@/features/overview/MetricTiles'
import { NewestCrashes } from '@/features/overview/NewestCrashes'
import { OverviewSkeleton } from '@/features/overview/OverviewSkeleton'
import { RangePicker } from '@/features/overview/RangePicker'
import { VersionsPanel } from '@/features/overview/VersionsPanel'
import { graphql } from '@/gql'
import type { OverviewPageQuery } from '@/gql/graphql'
import { useNow } from '@/lib/now'
import { chosenRange, previousRange, rangeDays, withRange } from '@/lib/range'
import { useStore } from '@/lib/store'
import { usePolling } from '@/lib/use-polling'
import { Loadable } from '@/ui/Loadable'
import { PageTitle } from '@/ui/PageTitle'

const OverviewQuery = graphql(`
  query OverviewPage($appId: ID!, $range: DateRange!, $before: DateRange!) {
    app(id: $appId) {
      id
      overview(range: $range) {
        starts {
          numerator
        }
        ...MetricTiles_overview
        ...DailyUsers_overview
      }
      before: overview(range: $before) {
        ...DailyUsers_overview
      }
      versions(range: $range) {
        ...VersionsPanel_version
      }
      crashGroups(first: 5, filter: { status: OPEN }) {
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

const WAITING_MS = 3_000
const REFRESH_MS = 30_000

const isEmpty = ({ app }: OverviewPageQuery): boolean =>
  app.overview.starts.numerator === 0 &&
  app.versions.length === 0 &&
  app.crashGroups.edges.length === 0

/** Is my app healthy? */
export function OverviewPage() {
  const { appId, name, newGroups } = useCurrentApp()
  const [params, setParams] = useSearchParams()
  const choice = chosenRange(params)
  const range = rangeDays(choice, useNow())
  const variables = { appId, range, before: previousRange(range) }
  const [result, execute] = useQuery({ query: OverviewQuery, variables })
  const reload = () => {
    execute({ requestPolicy: 'network-only' })
  }
  const hasNothing = result.data !== undefined && isEmpty(result.data)
  usePolling(reload, hasNothing ? WAITING_MS : REFRESH_MS)
  const { total } = useStore(newGroups)
  return (
    <Stack gap="md">
      <PageTitle>{`${name}: overview`}</PageTitle>
      <Group justify="space-between" gap="sm">
        <Title order={1}>Overview</Title>
        <RangePicker
          choice={choice}
          range={range}
          onChoose={(next) => {
            setParams(withRange(params, next))
          }}
        />
      </Group>
      <Loadable result={result} skeleton={<OverviewSkeleton />} onRetry={reload}>
        {(data) =>
          isEmpty(data) ? (
            <EmptyOverview />
          ) : (
            <Stack gap="md">
              <MetricTiles overview={data.app.overview} />
              <Grid gap="md">
                <Grid.Col span={{ base: 12, lg: 7 }}>
                  <DailyUsersPanel overview={data.app.overview} before={data.app.before} />
                </Grid.Col>
                <Grid.Col span={{ base: 12, lg: 5 }}>
                  <VersionsPanel versions={data.app.versions} />
                </Grid.Col>
                <Grid.Col span={12}>
                  <NewestCrashes
                    groups={data.app.crashGroups.edges}
                    arrived={total}
                    onShow={reload}
                  />
                </Grid.Col>
              </Grid>
            </Stack>
          )
        }
      </Loadable>
    </Stack>
  )
}

export const Component = OverviewPage
