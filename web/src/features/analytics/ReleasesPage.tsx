import { Stack } from '@mantine/core'
import { useCurrentApp } from '@/app/current-app'
import { useScope } from '@/app/use-scope'
import { AdoptionPanel } from '@/features/analytics/AdoptionPanel'
import { ChartsSkeleton } from '@/features/analytics/ChartsSkeleton'
import { ReleaseTable } from '@/features/analytics/ReleaseTable'
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

const AdoptionQuery = graphql(`
  query ReleaseAdoption($appId: ID!, $range: DateRange!, $versions: [String!]!) {
    app(id: $appId) {
      id
      adoption(range: $range, appVersions: $versions) {
        date
        appVersion
        devices
      }
    }
  }
`)

const MAX_VERSIONS = 20

export function ReleasesPage() {
  const { appId } = useCurrentApp()
  const { range } = useScope()
  const [result, reload] = useReloadableQuery(ReleasesQuery, { appId, range })
  const versions = (result.data?.app.versions ?? [])
    .slice(0, MAX_VERSIONS)
    .map(({ appVersion }) => appVersion ?? '')
  const isPaused = versions.length === 0
  const [adoptionResult, reloadAdoption] = useReloadableQuery(
    AdoptionQuery,
    { appId, range, versions },
    isPaused,
  )
  return (
    <Loadable result={result} skeleton={<ChartsSkeleton />} onRetry={reload}>
      {({ app }) => (
        <Stack gap="md">
          {!isPaused && (
            <Loadable
              result={adoptionResult}
              skeleton={<ChartsSkeleton charts={1} />}
              onRetry={reloadAdoption}
            >
              {({ app: { adoption } }) => (
                <AdoptionPanel range={range} versions={versions} adoption={adoption} />
              )}
            </Loadable>
          )}
          <ReleaseTable
            versions={app.versions}
            range={range}
            adoption={adoptionResult.data?.app.adoption ?? []}
          />
        </Stack>
      )}
    </Loadable>
  )
}

export const Component = ReleasesPage
