import { graphql, readFragment, type FragmentType } from '@/gql'
import { count } from '@/lib/format'
import { eachDay } from '@/lib/range'
import { perDay } from '@/ui/charts/model'
import { DayChartPanel } from '@/ui/DayChartPanel'
import { Empty } from '@/ui/EmptyState'
import { ExportMenu } from '@/ui/ExportMenu'

const CrashesFragment = graphql(`
  fragment CrashesPanel_overview on Overview {
    start
    end
    crashes {
      series {
        date
        value
      }
    }
    fatalCrashes {
      series {
        date
        value
      }
    }
  }
`)

export function CrashesPanel({ overview }: { overview: FragmentType<typeof CrashesFragment> }) {
  const { start, end, crashes, fatalCrashes } = readFragment(CrashesFragment, overview)
  const range = { start, end }
  const all = perDay(range, crashes.series, ({ value }) => value)
  const fatal = perDay(range, fatalCrashes.series, ({ value }) => value)
  return (
    <DayChartPanel
      title="Crashes per day"
      caption="Crashes, fatal or handled"
      kind="bars"
      height={180}
      write={count}
      aside={<ExportMenu metric="crashes" />}
      empty={<Empty title="No crashes in this range" />}
      data={{
        days: eachDay(range),
        series: [
          { name: 'fatal', label: 'Fatal', color: 'var(--fatal)', values: fatal },
          {
            name: 'handled',
            label: 'Handled',
            color: 'var(--series-4)',
            values: all.map((value, index) => value && value - (fatal[index] ?? 0)),
          },
        ],
      }}
    />
  )
}
