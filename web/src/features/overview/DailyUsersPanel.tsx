import { Skeleton, VisuallyHidden } from '@mantine/core'
import { lazy, Suspense } from 'react'
import { graphql, readFragment, type FragmentType } from '@/gql'
import { count, fullDay, NO_DATA } from '@/lib/format'
import { useNow } from '@/lib/now'
import { utcDay } from '@/lib/range'
import { besideEachOther, type ChartDay } from '@/lib/series'
import { Empty } from '@/ui/Empty'
import { Panel } from '@/ui/Panel'
import classes from './DailyUsersPanel.module.css'

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

// Asked for at once, so that it comes along with the figures instead of after them.
const chart = import('@/features/overview/DailyUsersChart')
const LazyChart = lazy(() => chart)

interface DailyUsersPanelProps {
  overview: FragmentType<typeof DailyUsersFragment>
  before: FragmentType<typeof DailyUsersFragment>
}

export function DailyUsersPanel({ overview, before }: DailyUsersPanelProps) {
  const now = readFragment(DailyUsersFragment, overview)
  const earlier = readFragment(DailyUsersFragment, before)
  const days = besideEachOther(
    { range: now, days: now.series },
    { range: earlier, days: earlier.series },
    utcDay(useNow()),
  )
  const hasPrevious = earlier.series.length > 0
  return (
    <Panel title="Daily active users" aside={<Legend hasPrevious={hasPrevious} />}>
      {now.series.length === 0 ? (
        <Empty title="No app starts in this range" />
      ) : (
        <Suspense fallback={<Skeleton h={248} />}>
          <LazyChart days={days} hasPrevious={hasPrevious} />
        </Suspense>
      )}
      <VisuallyHidden>
        <DaysTable days={days} />
      </VisuallyHidden>
    </Panel>
  )
}

function Legend({ hasPrevious }: { hasPrevious: boolean }) {
  return (
    <span className={classes.legend}>
      <span className={classes.current}>this period</span>
      {hasPrevious && <span className={classes.previous}>previous</span>}
    </span>
  )
}

function DaysTable({ days }: { days: readonly ChartDay[] }) {
  return (
    <table>
      <caption>Devices with an app start, by UTC day</caption>
      <thead>
        <tr>
          <th scope="col">Day</th>
          <th scope="col">This period</th>
          <th scope="col">Previous period</th>
        </tr>
      </thead>
      <tbody>
        {days.map(({ date, value, previous }) => (
          <tr key={date}>
            <th scope="row">{fullDay(date)}</th>
            <td>{value === null ? NO_DATA : count(value)}</td>
            <td>{previous === null ? NO_DATA : count(previous)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
