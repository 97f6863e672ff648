import { Group, SegmentedControl, Stack } from '@mantine/core'
import { useSearchParams } from 'react-router'
import { useCurrentApp } from '@/app/current-app'
import { useScope } from '@/app/use-scope'
import { ChartsSkeleton } from '@/features/analytics/ChartsSkeleton'
import { MEASURES, findMeasure } from '@/features/analytics/measures'
import { PercentilesPanel } from '@/features/analytics/PercentilesPanel'
import { PercentileTiles } from '@/features/analytics/PercentileTiles'
import { VersionPercentiles } from '@/features/analytics/VersionPercentiles'
import { graphql } from '@/gql'
import { useReloadableQuery } from '@/lib/use-reloadable-query'
import { Loadable } from '@/ui/Loadable'

const PerformanceQuery = graphql(`
  query PerformancePage(
    $appId: ID!
    $range: DateRange!
    $previousRange: DateRange!
    $version: String
    $measure: Measure!
    $isCompared: Boolean!
  ) {
    app(id: $appId) {
      id
      performance(measure: $measure, range: $range, appVersion: $version) {
        ...PercentileTiles_performance
        ...PercentilesPanel_performance
        ...VersionPercentiles_performance
      }
      previous: performance(measure: $measure, range: $previousRange, appVersion: $version)
        @include(if: $isCompared) {
        ...PercentileTiles_performance
      }
    }
  }
`)

export function PerformancePage() {
  const { appId } = useCurrentApp()
  const { range, previousRange, version, isCompared } = useScope()
  const [params, setParams] = useSearchParams()
  const measure = findMeasure(params.get('measure'))
  const variables = { appId, range, previousRange, version, isCompared, measure: measure.measure }
  const [result, reload] = useReloadableQuery(PerformanceQuery, variables)
  return (
    <Stack gap="md">
      <Group>
        <SegmentedControl
          size="xs"
          maw="100%"
          style={{ overflowX: 'auto' }}
          aria-label="Measure"
          value={measure.name}
          data={MEASURES.map(({ name, label }) => ({ value: name, label }))}
          onChange={(name) => {
            const next = new URLSearchParams(params)
            next.set('measure', name)
            setParams(next)
          }}
        />
      </Group>
      <Loadable result={result} skeleton={<ChartsSkeleton tiles={4} />} onRetry={reload}>
        {({ app }) => (
          <Stack gap="md">
            <PercentileTiles
              measure={measure}
              range={range}
              performance={app.performance}
              previous={app.previous ?? null}
            />
            <PercentilesPanel measure={measure} range={range} performance={app.performance} />
            <VersionPercentiles measure={measure} performance={app.performance} />
          </Stack>
        )}
      </Loadable>
    </Stack>
  )
}

export const Component = PerformancePage
