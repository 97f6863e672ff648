import { graphql, readFragment, type FragmentType } from '@/gql'
import { formatCount, pluralize } from '@/lib/format'
import { DayChartPanel } from '@/ui/DayChartPanel'
import { EmptyState } from '@/ui/EmptyState'

const OccurrenceChartFragment = graphql(`
  fragment OccurrenceChart_group on CrashGroup {
    histogram(days: 30) {
      day
      crashes
    }
  }
`)

export function OccurrenceChart({
  group,
}: {
  group: FragmentType<typeof OccurrenceChartFragment>
}) {
  const { histogram } = readFragment(OccurrenceChartFragment, group)
  const total = histogram.reduce((sum, { crashes }) => sum + crashes, 0)
  return (
    <DayChartPanel
      title="Occurrences"
      kind="bars"
      height={150}
      data={{
        days: histogram.map(({ day }) => day),
        series: [
          {
            name: 'crashes',
            label: 'Crashes',
            color: 'var(--fatal)',
            values: total === 0 ? histogram.map(() => null) : histogram.map((each) => each.crashes),
          },
        ],
      }}
      format={formatCount}
      caption={`Crashes by UTC day, ${pluralize(total, 'crash', 'crashes')} in ${pluralize(histogram.length, 'day')}`}
      empty={<EmptyState title="No crashes in the last 30 days" />}
    />
  )
}
