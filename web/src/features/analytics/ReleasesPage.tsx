import { Stack } from '@mantine/core'
import { useCurrentApp } from '@/app/current-app'
import { useScope } from '@/app/use-scope'
import { AdoptionPanel } from '@/features/analytics/AdoptionPanel'
import { ChartsSkeleton } from '@/features/analytics/ChartsSkeleton'
import { ReleaseTable } from '@/features/analytics/ReleaseTable'
import { useAdoption } from '@/features/analytics/use-adoption'
import { graphql } from '@/gql'
import { useReloadableQuery } from '@/lib/use-reloadable-query'
import { Loadable } from '@/ui/Loadable'

const ReleasesQuery = graphql(`
  query ReleasesPage($appId: ID!, $range: DateRange!) {
    app(id: $appId) {
      id
      versions(range: $range) {
        appVersion
        ...ReleaseTable_version
      }
    }
  }
`)

export function ReleasesPage() {
  const { appId } = useCurrentApp()
  const { range } = useScope()
  const [result, reload] = useReloadableQuery(ReleasesQuery, { appId, range })
  const adoption = useAdoption(range, result.data?.app.versions ?? [])
  return (
    <Loadable result={result} skeleton={<ChartsSkeleton />} onRetry={reload}>
      {({ app }) => (
        <Stack gap="md">
          {adoption.versions.length > 0 && (
            <Loadable
              result={adoption.result}
              skeleton={<ChartsSkeleton charts={1} />}
              onRetry={adoption.reload}
            >
              {() => (
                <AdoptionPanel
                  range={range}
                  versions={adoption.versions}
                  adoption={adoption.adoption}
                />
              )}
            </Loadable>
          )}
          <ReleaseTable versions={app.versions} range={range} adoption={adoption.adoption} />
        </Stack>
      )}
    </Loadable>
  )
}

export const Component = ReleasesPage
