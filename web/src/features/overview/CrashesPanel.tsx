import { graphql, readFragment, type FragmentType } from '@/gql'
import { formatCount } from '@/lib/format'
import { listDays } from '@/lib/range'
import { alignToDays } from '@/ui/charts/model'
import { DayChartPanel } from '@/ui/DayChartPanel'
import { EmptyState } from '@/ui/EmptyState'
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
  const all = alignToDays(range, crashes.series, ({ value }) => value)
  const fatal = alignToDays(range, fatalCrashes.series, ({ value }) => value)
  return (
    <DayChartPanel
      title="Crashes per day"
      caption="Crashes, fatal or handled"
      kind="bars"
      height={180}
      format={formatCount}
      aside={<ExportMenu metric="crashes" />}
      empty={<EmptyState title="No crashes in this range" />}
      data={{
        days: listDays(range),
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
