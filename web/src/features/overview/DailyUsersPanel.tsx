import { graphql, readFragment, type FragmentType } from '@/gql'
import { formatCount } from '@/lib/format'
import { useNow } from '@/lib/now'
import { listDays, toUtcDay } from '@/lib/range'
import { alignToDays, splitTodayLine, type Marker } from '@/ui/charts/model'
import { DayChartPanel } from '@/ui/DayChartPanel'
import { EmptyState } from '@/ui/EmptyState'
import { ExportMenu } from '@/ui/ExportMenu'

const DailyUsersFragment = graphql(`
  fragment DailyUsersPanel_overview on Overview {
    start
    end
    series {
      date
      uniqueDevices
    }
  }
`)

interface DailyUsersPanelProps {
  overview: FragmentType<typeof DailyUsersFragment>
  previous: FragmentType<typeof DailyUsersFragment> | null
  releases: readonly Marker[]
}

export function DailyUsersPanel({ overview, previous, releases }: DailyUsersPanelProps) {
  const current = readFragment(DailyUsersFragment, overview)
  const previousOverview = readFragment(DailyUsersFragment, previous)
  const days = listDays(current)
  const toUsers = (data: typeof current) =>
    alignToDays(data, data.series, (day) => day.uniqueDevices)
  const currentSeries = {
    name: 'current',
    label: 'This period',
    color: 'var(--accent)',
    values: toUsers(current),
  }
  const previousSeries = previousOverview !== null &&
    previousOverview.series.length > 0 && {
      name: 'previous',
      label: 'Previous period',
      color: 'var(--ink-faint)',
      dash: '4 4',
      values: toUsers(previousOverview),
    }
  return (
    <DayChartPanel
      title="Daily active users"
      caption="Devices with an app start"
      kind="line"
      format={formatCount}
      aside={<ExportMenu metric="daily_users" />}
      empty={
        <EmptyState title="No app starts in this range">Choose a longer range above.</EmptyState>
      }
      data={{
        days,
        markers: releases,
        series: [
          ...(previousSeries ? [previousSeries] : []),
          ...splitTodayLine(currentSeries, days, toUtcDay(useNow())),
        ],
      }}
    />
  )
}
