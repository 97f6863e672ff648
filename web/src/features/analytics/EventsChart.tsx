import { formatCount } from '@/lib/format'
import { listDays, type DayRange } from '@/lib/range'
import { alignToDays } from '@/ui/charts/model'
import { DayChartPanel } from '@/ui/DayChartPanel'
import { EmptyState } from '@/ui/EmptyState'

interface EventsChartProps {
  range: DayRange
  days: readonly { date: string; count: number; isEstimated: boolean }[]
}

export function EventsChart({ range, days }: EventsChartProps) {
  const isEstimated = days.some(({ isEstimated }) => isEstimated)
  return (
    <DayChartPanel
      title={isEstimated ? 'Events per day (estimated)' : 'Events per day'}
      caption="Events of all types"
      kind="bars"
      height={180}
      format={formatCount}
      empty={<EmptyState title="No events in this range">Choose a longer range above.</EmptyState>}
      data={{
        days: listDays(range),
        series: [
          {
            name: 'events',
            label: 'Events',
            color: 'var(--accent)',
            values: alignToDays(range, days, (day) => day.count),
          },
        ],
      }}
    />
  )
}
