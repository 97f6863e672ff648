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
            <EmptyState title="This app does not participate in benchmarks">
              Choose a category to compare this app with others in the same category. Apps never see
              each other&apos;s figures.
              <div>
                <Button component={Link} to="../../settings" size="xs" variant="default" mt="sm">
                  Choose a category
                </Button>
              </div>
            </EmptyState>
          </Panel>
        ) : (
          <Panel title={`Compared with other apps in ${getCategoryLabel(benchmark.category)}`}>
            <Text size="xs" c="dimmed" mb="sm">
              Figures of the last 30 days, updated every hour. A rank requires at least five
              participating apps.
            </Text>
            <BenchmarkLine
              name="Crash-free users"
              rank={benchmark.crashFreeUsers}
              format={formatShare}
            />
            <BenchmarkLine
              name="Median startup"
              rank={benchmark.startupMs}
              format={formatDuration}
            />
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
