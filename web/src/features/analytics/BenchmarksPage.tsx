import { Button, Skeleton, Text } from '@mantine/core'
import { Link } from 'react-router'
import { useCurrentApp } from '@/app/current-app'
import { categoryLabel } from '@/features/analytics/categories'
import { RankLine } from '@/features/analytics/BenchmarkLine'
import { graphql } from '@/gql'
import { duration, seconds, share } from '@/lib/format'
import { useAsked } from '@/lib/use-reloadable-query'
import { Empty } from '@/ui/EmptyState'
import { Loadable } from '@/ui/Loadable'
import { Panel } from '@/ui/Panel'

const BenchmarkQuery = graphql(`
  query BenchmarksPage($appId: ID!) {
    app(id: $appId) {
      id
      benchmark {
        category
        crashFreeUsers {
          value
          percentile
        }
        startupMs {
          value
          percentile
        }
        sessionSeconds {
          value
          percentile
        }
      }
    }
  }
`)

export function BenchmarksPage() {
  const { appId } = useCurrentApp()
  const [result, reload] = useAsked(BenchmarkQuery, { appId })
  return (
    <Loadable result={result} skeleton={<Skeleton h={280} />} onRetry={reload}>
      {({ app: { benchmark } }) =>
        benchmark === null ? (
          <Panel title="Benchmarks">
            <Empty title="This app does not take part yet">
              Choose a category, and see how it compares with other apps of it. No app sees the
              figures of another.
              <div>
                <Button component={Link} to="../../settings" size="xs" variant="default" mt="sm">
                  Choose a category
                </Button>
              </div>
            </Empty>
          </Panel>
        ) : (
          <Panel title={`Among ${categoryLabel(benchmark.category).toLowerCase()} apps`}>
            <Text size="xs" c="dimmed" mb="sm">
              Over 30 days, computed every hour. A place among others needs five apps that take
              part.
            </Text>
            <RankLine name="Crash-free users" rank={benchmark.crashFreeUsers} write={share} />
            <RankLine name="Median start" rank={benchmark.startupMs} write={duration} />
            <RankLine name="Median session" rank={benchmark.sessionSeconds} write={seconds} />
          </Panel>
        )
      }
    </Loadable>
  )
}

export const Component = BenchmarksPage
