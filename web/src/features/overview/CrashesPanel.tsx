import { graphql, readFragment, type FragmentType } from '@/gql'
import { count } from '@/lib/format'
import { eachDay } from '@/lib/range'
import { perDay } from '@/ui/charts/model'
import { DayChartPanel } from '@/ui/DayChartPanel'
import { Empty } from '@/ui/Empty'
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
  }
`)

export function CrashesPanel({ overview }: { overview: FragmentType<typeof CrashesFragment> }) {
  const { start, end, crashes } = readFragment(CrashesFragment, overview)
  const range = { start, end }
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
          {
            name: 'crashes',
            label: 'Crashes',
            color: 'var(--fatal)',
            values: perDay(range, crashes.series, ({ value }) => value),
          },
        ],
      }}
    />
  )
}
