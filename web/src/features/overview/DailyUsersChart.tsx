import '@mantine/charts/styles.css'
import { LineChart } from '@mantine/charts'
import { compact, count, day, fullDay, NO_DATA } from '@/lib/format'
import type { ChartDay } from '@/lib/series'
import classes from './DailyUsersPanel.module.css'

interface DailyUsersChartProps {
  days: ChartDay[]
  hasPrevious: boolean
}

const CURRENT = { name: 'current', label: 'This period', color: 'var(--accent)' }
const UNFINISHED = {
  name: 'unfinished',
  label: 'Today so far',
  color: 'var(--accent)',
  strokeDasharray: '1 5',
}
const PREVIOUS = {
  name: 'previous',
  label: 'Previous period',
  color: 'var(--ink-faint)',
  strokeDasharray: '4 4',
}

export default function DailyUsersChart({ days, hasPrevious }: DailyUsersChartProps) {
  return (
    <LineChart
      h={248}
      data={days}
      dataKey="date"
      series={hasPrevious ? [PREVIOUS, UNFINISHED, CURRENT] : [UNFINISHED, CURRENT]}
      curveType="linear"
      strokeWidth={2}
      connectNulls={false}
      withDots={days.length <= 31}
      dotProps={{ r: 2, strokeWidth: 1 }}
      activeDotProps={{ r: 4, strokeWidth: 1 }}
      gridColor="var(--line)"
      textColor="var(--ink-soft)"
      tickLine="none"
      xAxisProps={{ tickFormatter: day, minTickGap: 36 }}
      yAxisProps={{ tickFormatter: compact, width: 36, allowDecimals: false }}
      tooltipAnimationDuration={0}
      lineProps={{ isAnimationActive: false }}
      tooltipProps={{
        content: ({ label }) => <Tip day={days.find(({ date }) => date === label)} />,
      }}
    />
  )
}

function Tip({ day: shown }: { day: ChartDay | undefined }) {
  if (!shown) return null
  const isUnfinished = shown.current === null && shown.unfinished !== null
  return (
    <div className={classes.tip}>
      <div className={classes.when}>{fullDay(shown.date)}</div>
      <div>
        <strong>{shown.value === null ? NO_DATA : count(shown.value)}</strong> users
        {isUnfinished && ' so far'}
      </div>
      <div>
        <strong>{shown.previous === null ? NO_DATA : count(shown.previous)}</strong> in the period
        before
      </div>
    </div>
  )
}
