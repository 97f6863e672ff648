import { Skeleton, Stack } from '@mantine/core'
import { useSearchParams } from 'react-router'
import { useCurrentApp } from '@/app/current-app'
import { useScope } from '@/app/use-scope'
import { BUILT_IN, latestTypes } from '@/features/analytics/event-types'
import { FunnelSteps } from '@/features/analytics/FunnelSteps'
import { funnelRange, stepsOf, withSteps } from '@/features/analytics/funnel-steps'
import { FunnelResult } from '@/features/analytics/FunnelResult'
import { graphql } from '@/gql'
import { day } from '@/lib/format'
import { useAsked } from '@/lib/use-reloadable-query'
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
      funnel(range: $range, version: $version, steps: $steps) {
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
  const range = funnelRange(scope.range)
  const steps = stepsOf(params)
  const variables = { appId, range, version: scope.version, steps }
  const [result, reload] = useAsked(FunnelQuery, variables)
  const own = latestTypes(result.data?.app.eventTypes ?? []).map(({ name }) => name)
  return (
    <Stack gap="md">
      <Panel title="Steps">
        <FunnelSteps
          steps={steps}
          types={[...new Set([...BUILT_IN, ...own, ...steps])]}
          onChange={(next) => {
            setParams(withSteps(params, next))
          }}
        />
      </Panel>
      <Panel title={`Sessions from ${day(range.start)} to ${day(range.end)}`}>
        <Loadable result={result} skeleton={<Skeleton h={160} />} onRetry={reload}>
          {({ app }) => <FunnelResult steps={app.funnel} />}
        </Loadable>
      </Panel>
    </Stack>
  )
}

export const Component = FunnelPage
