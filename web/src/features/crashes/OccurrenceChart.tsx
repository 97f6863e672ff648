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
  const sum = histogram.reduce((total, { crashes }) => total + crashes, 0)
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
            values: sum === 0 ? histogram.map(() => null) : histogram.map((each) => each.crashes),
          },
        ],
      }}
      format={formatCount}
      caption={`Crashes by UTC day, ${pluralize(sum, 'crash', 'crashes')} in ${pluralize(histogram.length, 'day')}`}
      empty={<EmptyState title="None in the last 30 days" />}
    />
  )
}
