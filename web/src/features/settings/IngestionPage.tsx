import { Stack } from '@mantine/core'
import { useCurrentApp } from '@/app/current-app'
import { selectLatestTypes, SAMPLEABLE_TYPES } from '@/features/analytics/event-types'
import { RateLimitsPanel } from '@/features/settings/RateLimitsPanel'
import { SamplingPanel } from '@/features/settings/SamplingPanel'
import { SettingsSkeleton } from '@/features/settings/SettingsSkeleton'
import { graphql } from '@/gql'
import { useReloadableQuery } from '@/lib/use-reloadable-query'
import { Loadable } from '@/ui/Loadable'

const IngestionQuery = graphql(`
  query IngestionSettings($appId: ID!) {
    app(id: $appId) {
      id
      eventTypes {
        name
        version
      }
      ingestion {
        sampling {
          eventType
          rate
        }
        rateLimits {
          ...RateLimitsPanel_limits
        }
      }
    }
  }
`)

export function IngestionPage() {
  const { appId } = useCurrentApp()
  const [result, reload] = useReloadableQuery(IngestionQuery, { appId })
  return (
    <Loadable result={result} skeleton={<SettingsSkeleton />} onRetry={reload}>
      {({ app: { ingestion, eventTypes } }) => (
        <Stack gap="md">
          <SamplingPanel
            types={[...SAMPLEABLE_TYPES, ...selectLatestTypes(eventTypes).map(({ name }) => name)]}
            sampling={ingestion.sampling}
            onSaved={reload}
          />
          <RateLimitsPanel limits={ingestion.rateLimits} onSaved={reload} />
        </Stack>
      )}
    </Loadable>
  )
}

export const Component = IngestionPage
