import { Button, Skeleton, Text } from '@mantine/core'
import { Link } from 'react-router'
import { useCurrentApp } from '@/app/current-app'
import { getCategoryLabel } from '@/features/analytics/categories'
import { BenchmarkLine } from '@/features/analytics/BenchmarkLine'
import { graphql } from '@/gql'
import { formatDuration, formatSeconds, formatShare } from '@/lib/format'
import { useReloadableQuery } from '@/lib/use-reloadable-query'
import { EmptyState } from '@/ui/EmptyState'
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
  const [result, reload] = useReloadableQuery(BenchmarkQuery, { appId })
  return (
    <Loadable result={result} skeleton={<Skeleton h={280} />} onRetry={reload}>
      {({ app: { benchmark } }) =>
        benchmark === null ? (
          <Panel title="Benchmarks">
            <EmptyState title="This app does not take part yet">
              Choose a category, and see how it compares with other apps of it. No app sees the
              figures of another.
              <div>
                <Button component={Link} to="../../settings" size="xs" variant="default" mt="sm">
                  Choose a category
                </Button>
              </div>
            </EmptyState>
          </Panel>
        ) : (
          <Panel title={`Among ${getCategoryLabel(benchmark.category).toLowerCase()} apps`}>
            <Text size="xs" c="dimmed" mb="sm">
              Over 30 days, computed every hour. A place among others needs five apps that take
              part.
            </Text>
            <BenchmarkLine
              name="Crash-free users"
              rank={benchmark.crashFreeUsers}
              format={formatShare}
            />
            <BenchmarkLine name="Median start" rank={benchmark.startupMs} format={formatDuration} />
            <BenchmarkLine
              name="Median session"
              rank={benchmark.sessionSeconds}
              format={formatSeconds}
            />
          </Panel>
        )
      }
    </Loadable>
  )
}

export const Component = BenchmarksPage
