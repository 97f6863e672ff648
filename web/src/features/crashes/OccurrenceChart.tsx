import { graphql, readFragment, type FragmentType } from '@/gql'
import { count, plural } from '@/lib/format'
import { DayChartPanel } from '@/ui/DayChartPanel'
import { Empty } from '@/ui/EmptyState'

const CrashDaysFragment = graphql(`
  fragment CrashDays_group on CrashGroup {
    histogram(days: 30) {
      day
      crashes
    }
  }
`)

export function CrashDays({ group }: { group: FragmentType<typeof CrashDaysFragment> }) {
  const { histogram } = readFragment(CrashDaysFragment, group)
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
      write={count}
      caption={`Crashes by UTC day, ${plural(sum, 'crash', 'crashes')} in ${plural(histogram.length, 'day')}`}
      empty={<Empty title="None in the last 30 days" />}
    />
  )
}
