import { LEVELS, type MeasureWords } from '@/features/analytics/measures'
import { graphql, readFragment, type FragmentType } from '@/gql'
import { eachDay, type DayRange } from '@/lib/range'
import { perDay } from '@/ui/charts/model'
import { DayChartPanel } from '@/ui/DayChartPanel'
import { Empty } from '@/ui/EmptyState'
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
  words: MeasureWords
  range: DayRange
  performance: FragmentType<typeof PercentilesFragment>
}

export function PercentilesPanel({ words, range, performance }: PercentilesPanelProps) {
  const dated = readFragment(PercentilesFragment, performance).byDay.map((each) => ({
    ...each,
    date: each.date ?? '',
  }))
  const unit = words.axisUnit ?? 1
  return (
    <DayChartPanel
      title={`${words.label} by day`}
      caption={`Percentiles of ${words.source}`}
      kind="line"
      isWhole={false}
      write={(value) => words.write(value * unit)}
      writeAxis={(value) => words.writeAxis(value * unit)}
      aside={<ExportMenu metric={words.name} />}
      empty={
        <Empty title="Nothing was measured in this range">
          Send <code>{words.source}</code>, or choose a longer range above.
        </Empty>
      }
      data={{
        days: eachDay(range),
        series: LEVELS.map(({ key, ...look }) => ({
          ...look,
          name: key,
          values: perDay(range, dated, (each) => each[key] / unit),
        })),
      }}
    />
  )
}
