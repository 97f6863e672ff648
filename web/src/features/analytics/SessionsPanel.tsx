import { graphql, readFragment, type FragmentType } from '@/gql'
import { isComparable } from '@/lib/figures'
import { formatCount } from '@/lib/format'
import { listDays, type DayRange } from '@/lib/range'
import { alignToDays } from '@/ui/charts/model'
import { DayChartPanel } from '@/ui/DayChartPanel'
import { Delta } from '@/ui/Delta'
import { EmptyState } from '@/ui/EmptyState'
import { ExportMenu } from '@/ui/ExportMenu'

const SessionsFragment = graphql(`
  fragment SessionsPanel_count on Metric {
    value
    deltaPercent
    isEstimated
    series {
      date
      value
    }
  }
`)

interface SessionsPanelProps {
  count: FragmentType<typeof SessionsFragment>
  /** The previous period; null without comparison. */
  previous: FragmentType<typeof SessionsFragment> | null
  range: DayRange
}

export function SessionsPanel({ count, previous, range }: SessionsPanelProps) {
  const { value, deltaPercent, isEstimated, series } = readFragment(SessionsFragment, count)
  const previousSessions = readFragment(SessionsFragment, previous)
  const isPreviousSparse =
    previousSessions !== null && !isComparable(series.length, previousSessions.series.length)
  return (
    <DayChartPanel
      title={
        value === null ? 'Sessions' : `Sessions: ${isEstimated ? '≈ ' : ''}${formatCount(value)}`
      }
      caption="Sessions with an event"
      kind="bars"
      format={formatCount}
      aside={
        <>
          {previousSessions && (
            <Delta percent={isPreviousSparse ? null : deltaPercent} goodWhen="up" />
          )}
          <ExportMenu metric="sessions" />
        </>
      }
      empty={
        <EmptyState title="No sessions in this range">
          Devices must send a <code>sessionId</code>.
        </EmptyState>
      }
      data={{
        days: listDays(range),
        series: [
          {
            name: 'sessions',
            label: 'Sessions',
            color: 'var(--accent)',
            values: alignToDays(range, series, (day) => day.value),
          },
        ],
      }}
    />
  )
}
