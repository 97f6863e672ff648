import { graphql, readFragment, type FragmentType } from '@/gql'
import { isComparable } from '@/lib/figures'
import { count as written } from '@/lib/format'
import { eachDay, type DayRange } from '@/lib/range'
import { perDay } from '@/ui/charts/model'
import { DayChartPanel } from '@/ui/DayChartPanel'
import { Delta } from '@/ui/Delta'
import { Empty } from '@/ui/EmptyState'
import { ExportMenu } from '@/ui/ExportMenu'

const SessionsFragment = graphql(`
  fragment SessionsPanel_count on Metric {
    value
    deltaPercent
    estimated
    series {
      date
      value
    }
  }
`)

interface SessionsPanelProps {
  count: FragmentType<typeof SessionsFragment>
  /** null: not to be compared. */
  before: FragmentType<typeof SessionsFragment> | null
  range: DayRange
}

export function SessionsPanel({ count, before, range }: SessionsPanelProps) {
  const { value, deltaPercent, estimated, series } = readFragment(SessionsFragment, count)
  const past = readFragment(SessionsFragment, before)
  const isThin = past !== null && !isComparable(series.length, past.series.length)
  return (
    <DayChartPanel
      title={value === null ? 'Sessions' : `Sessions: ${estimated ? '≈ ' : ''}${written(value)}`}
      caption="Sessions with an event"
      kind="bars"
      write={written}
      aside={
        <>
          {past && <Delta percent={isThin ? null : deltaPercent} goodWhen="up" />}
          <ExportMenu metric="sessions" />
        </>
      }
      empty={
        <Empty title="No sessions in this range">
          Devices must send a <code>sessionId</code>.
        </Empty>
      }
      data={{
        days: eachDay(range),
        series: [
          {
            name: 'sessions',
            label: 'Sessions',
            color: 'var(--accent)',
            values: perDay(range, series, (day) => day.value),
          },
        ],
      }}
    />
  )
}
