import { PERCENTILES, type MeasureInfo } from '@/features/analytics/measures'
import { graphql, readFragment, type FragmentType } from '@/gql'
import { listDays, type DayRange } from '@/lib/range'
import { alignToDays } from '@/ui/charts/model'
import { DayChartPanel } from '@/ui/DayChartPanel'
import { EmptyState } from '@/ui/EmptyState'
import { ExportMenu } from '@/ui/ExportMenu'

const PercentilesFragment = graphql(`
  fragment PercentilesPanel_performance on Performance {
    byDay {
      date
      p50
      p75
      p95
      p99
    }
  }
`)

interface PercentilesPanelProps {
  measure: MeasureInfo
  range: DayRange
  performance: FragmentType<typeof PercentilesFragment>
}

export function PercentilesPanel({ measure, range, performance }: PercentilesPanelProps) {
  const rows = readFragment(PercentilesFragment, performance).byDay.map((each) => ({
    ...each,
    date: each.date ?? '',
  }))
  const unit = measure.axisUnit ?? 1
  return (
    <DayChartPanel
      title={`${measure.label} by day`}
      caption={`Percentiles of ${measure.source}`}
      kind="line"
      isWhole={false}
      format={(value) => measure.format(value * unit)}
      formatAxis={(value) => measure.formatAxis(value * unit)}
      aside={<ExportMenu metric={measure.name} />}
      empty={
        <EmptyState title="No measurements in this range">
          Send <code>{measure.source}</code>, or choose a longer range above.
        </EmptyState>
      }
      data={{
        days: listDays(range),
        series: PERCENTILES.map(({ key, ...style }) => ({
          ...style,
          name: key,
          values: alignToDays(range, rows, (each) => each[key] / unit),
        })),
      }}
    />
  )
}
