import { count } from '@/lib/format'
import { eachDay, type DayRange } from '@/lib/range'
import { perDay } from '@/ui/charts/model'
import { DayChartPanel } from '@/ui/DayChartPanel'
import { Empty } from '@/ui/EmptyState'

interface EventsChartProps {
  range: DayRange
  days: readonly { date: string; count: number; estimated: boolean }[]
}

export function EventsChart({ range, days }: EventsChartProps) {
  const isEstimated = days.some(({ estimated }) => estimated)
  return (
    <DayChartPanel
      title={isEstimated ? 'Events per day (≈ some are sampled)' : 'Events per day'}
      caption="Events of all types"
      kind="bars"
      height={180}
      write={count}
      empty={<Empty title="No events in this range">Choose a longer range above.</Empty>}
      data={{
        days: eachDay(range),
        series: [
          {
            name: 'events',
            label: 'Events',
            color: 'var(--accent)',
            values: perDay(range, days, (day) => day.count),
          },
        ],
      }}
    />
  )
}
