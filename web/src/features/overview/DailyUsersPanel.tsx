import { graphql, readFragment, type FragmentType } from '@/gql'
import { count } from '@/lib/format'
import { useNow } from '@/lib/now'
import { eachDay, utcDay } from '@/lib/range'
import { perDay, withUnfinished, type Marker } from '@/ui/charts/model'
import { DayChartPanel } from '@/ui/DayChartPanel'
import { Empty } from '@/ui/EmptyState'
import { ExportMenu } from '@/ui/ExportMenu'

const DailyUsersFragment = graphql(`
  fragment DailyUsers_overview on Overview {
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
  const days = eachDay(now)
  const users = (range: typeof now) => perDay(range, range.series, (day) => day.uniqueDevices)
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
      write={count}
      aside={<ExportMenu metric="daily_users" />}
      empty={<Empty title="No app starts in this range">Choose a longer range above.</Empty>}
      data={{
        days,
        markers: releases,
        series: [
          ...(previous ? [previous] : []),
          ...withUnfinished(current, days, utcDay(useNow())),
        ],
      }}
    />
  )
}
