import { Text } from '@mantine/core'
import { useCurrentApp } from '@/app/current-app'
import { useScope } from '@/app/use-scope'
import { ChartsSkeleton } from '@/features/analytics/ChartsSkeleton'
import { CohortTable } from '@/features/analytics/CohortTable'
import { graphql } from '@/gql'
import { useReloadableQuery } from '@/lib/use-reloadable-query'
import { EmptyState } from '@/ui/EmptyState'
import { ExportMenu } from '@/ui/ExportMenu'
import { Loadable } from '@/ui/Loadable'
import { Panel } from '@/ui/Panel'

const RetentionQuery = graphql(`
  query RetentionPage($appId: ID!, $range: DateRange!, $version: String) {
    app(id: $appId) {
      id
      retention(range: $range, appVersion: $version) {
        date
        ...CohortTable_cohort
      }
    }
  }
`)

export function RetentionPage() {
  const { appId } = useCurrentApp()
  const { range, version } = useScope()
  const [result, reload] = useReloadableQuery(RetentionQuery, { appId, range, version })
  return (
    <Loadable result={result} skeleton={<ChartsSkeleton charts={1} />} onRetry={reload}>
      {({ app }) => (
        <Panel title="Retention by cohort" flush aside={<ExportMenu metric="retention" />}>
          {app.retention.length === 0 ? (
            <EmptyState title="No active devices in this range">
              Choose a longer range above.
            </EmptyState>
          ) : (
            <>
              <Text size="xs" c="dimmed" px="md" pb="xs">
                Share of the devices active on a day that were active again 1, 7 and 30 days later.
                A dash means that the later day is not complete yet.
              </Text>
              <CohortTable cohorts={app.retention} />
            </>
          )}
        </Panel>
      )}
    </Loadable>
  )
}

export const Component = RetentionPage
