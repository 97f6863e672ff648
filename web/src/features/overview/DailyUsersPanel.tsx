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
  before: FragmentType<typeof DailyUsersFragment> | null
  releases: readonly Marker[]
}

export function DailyUsersPanel({ overview, before, releases }: DailyUsersPanelProps) {
  const now = readFragment(DailyUsersFragment, overview)
  const earlier = readFragment(DailyUsersFragment, before)
  const days = listDays(now)
  const users = (range: typeof now) => alignToDays(range, range.series, (day) => day.uniqueDevices)
  const current = {
    name: 'current',
    label: 'This period',
    color: 'var(--accent)',
    values: users(now),
  }
  const previous = earlier !== null &&
    earlier.series.length > 0 && {
      name: 'previous',
      label: 'Previous period',
      color: 'var(--ink-faint)',
      dash: '4 4',
      values: users(earlier),
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
          ...(previous ? [previous] : []),
          ...splitTodayLine(current, days, toUtcDay(useNow())),
        ],
      }}
    />
  )
}
