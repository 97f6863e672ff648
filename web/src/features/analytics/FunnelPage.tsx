import { Skeleton, Stack } from '@mantine/core'
import { useSearchParams } from 'react-router'
import { useCurrentApp } from '@/app/current-app'
import { useScope } from '@/app/use-scope'
import { BUILT_IN_TYPES, selectLatestTypes } from '@/features/analytics/event-types'
import { FunnelSteps } from '@/features/analytics/FunnelSteps'
import { limitFunnelRange, parseSteps, withSteps } from '@/features/analytics/funnel-steps'
import { FunnelResult } from '@/features/analytics/FunnelResult'
import { graphql } from '@/gql'
import { formatDay } from '@/lib/format'
import { useReloadableQuery } from '@/lib/use-reloadable-query'
import { Loadable } from '@/ui/Loadable'
import { Panel } from '@/ui/Panel'

const FunnelQuery = graphql(`
  query FunnelPage($appId: ID!, $range: DateRange!, $version: String, $steps: [String!]!) {
    app(id: $appId) {
      id
      eventTypes {
        name
        version
      }
      funnel(range: $range, appVersion: $version, steps: $steps) {
        eventType
        sessions
        rate
      }
    }
  }
`)

export function FunnelPage() {
  const { appId } = useCurrentApp()
  const scope = useScope()
  const [params, setParams] = useSearchParams()
  const range = limitFunnelRange(scope.range)
  const steps = parseSteps(params)
  const variables = { appId, range, version: scope.version, steps }
  const [result, reload] = useReloadableQuery(FunnelQuery, variables)
  const customTypes = selectLatestTypes(result.data?.app.eventTypes ?? []).map(({ name }) => name)
  return (
    <Stack gap="md">
      <Panel title="Steps">
        <FunnelSteps
          steps={steps}
          types={[...new Set([...BUILT_IN_TYPES, ...customTypes, ...steps])]}
          onChange={(next) => {
            setParams(withSteps(params, next))
          }}
        />
      </Panel>
      <Panel title={`Sessions from ${formatDay(range.start)} to ${formatDay(range.end)}`}>
        <Loadable result={result} skeleton={<Skeleton h={160} />} onRetry={reload}>
          {({ app }) => <FunnelResult steps={app.funnel} />}
        </Loadable>
      </Panel>
    </Stack>
  )
}

export const Component = FunnelPage
