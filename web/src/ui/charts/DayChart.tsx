import '@mantine/charts/styles.css'
import { AreaChart, BarChart, LineChart } from '@mantine/charts'
import { formatCompact, formatDay, formatFullDay, NO_DATA, formatShare } from '@/lib/format'
import { useNow } from '@/lib/now'
import { toUtcDay } from '@/lib/range'
import {
  toChartRows,
  splitTodayBars,
  type DayChartData,
  type DayChartKind,
} from '@/ui/charts/model'
import classes from './DayChart.module.css'

export interface DayChartProps {
  kind: DayChartKind
  data: DayChartData
  /** Formats values in the tooltip. */
  format: (value: number) => string
  /** Formats values on the axis; compact numbers by default. */
  formatAxis?: (value: number) => string
  height: number
  isWhole?: boolean
}

const SHORT_CHART_PX = 200

/** Space for the upper half of the highest label. */
const CHART_MARGIN = { top: 8 }

/** Space for marker labels above areas that would cover them. */
const MARKER_PX = 20

const COMMON = {
  dataKey: 'date',
  gridColor: 'var(--line)',
  textColor: 'var(--ink-soft)',
  tickLine: 'none' as const,
  tooltipAnimationDuration: 0,
}

/** The only module that imports the chart library, so that it can be loaded on demand. */
export default function DayChart(props: DayChartProps) {
  const { kind, data, height, format, formatAxis = formatCompact, isWhole = true } = props
  const today = toUtcDay(useNow())
  const series = kind === 'bars' ? splitTodayBars(data.series, data.days, today) : data.series
  const rows = toChartRows({ ...data, series })
  const common = {
    ...COMMON,
    h: height,
    data: rows,
    series: series.map(({ name, label, color, dash }) => ({
      name,
      label,
      color,
      strokeDasharray: dash,
    })),
    xAxisProps: {
      tickFormatter: formatDay,
      minTickGap: 36,
      interval: 'equidistantPreserveStart' as const,
    },
    referenceLines: data.markers?.map(({ date, label }) => ({
      x: date,
      label,
      color: 'var(--ink-faint)',
      labelPosition: kind === 'share' ? ('top' as const) : ('insideTopRight' as const),
    })),
    tooltipProps: {
      content: ({ label }: { label?: string | number }) => (
        <ChartTooltip data={data} date={String(label)} format={format} isShare={kind === 'share'} />
      ),
    },
  }
  const yAxis = {
    tickFormatter: formatAxis,
    width: isWhole ? 44 : 60,
    allowDecimals: !isWhole,
    tickCount: height < SHORT_CHART_PX ? 4 : 5,
    interval: 0 as const,
  }
  if (kind === 'bars') {
    return (
      <BarChart
        {...common}
        type="stacked"
        yAxisProps={yAxis}
        barChartProps={{ margin: CHART_MARGIN }}
        barProps={{ isAnimationActive: false }}
      />
    )
  }
  if (kind === 'share') {
    return (
      <AreaChart
        {...common}
        type="percent"
        curveType="linear"
        withDots={false}
        fillOpacity={0.85}
        withGradient={false}
        yAxisProps={{ width: 44, interval: 0 }}
        areaChartProps={{ margin: { top: MARKER_PX } }}
        areaProps={{ isAnimationActive: false }}
      />
    )
  }
  return (
    <LineChart
      {...common}
      curveType="linear"
      strokeWidth={2}
      connectNulls={false}
      withDots={rows.length <= 31}
      dotProps={{ r: 2, strokeWidth: 1 }}
      activeDotProps={{ r: 4, strokeWidth: 1 }}
      yAxisProps={yAxis}
      lineChartProps={{ margin: CHART_MARGIN }}
      lineProps={{ isAnimationActive: false }}
    />
  )
}

interface ChartTooltipProps {
  data: DayChartData
  date: string
  format: (value: number) => string
  isShare: boolean
}

function ChartTooltip({
  data: { days, series, markers },
  date,
  format,
  isShare,
}: ChartTooltipProps) {
  const index = days.indexOf(date)
  if (index < 0) return null
  const total = series.reduce((sum, { values }) => sum + (values[index] ?? 0), 0)
  const releases = markers?.filter((marker) => marker.date === date) ?? []
  const findValue = (name: string, value: number | null | undefined) =>
    value ?? series.find((each) => each.name === `${name}-today`)?.values[index] ?? null
  return (
    <div className={classes.tooltip}>
      <div className={classes.when}>{formatFullDay(date)}</div>
      {series
        .filter(({ isUnlabelled }) => !isUnlabelled)
        .map(({ name, label, color, values }) => {
          const value = findValue(name, values[index])
          return (
            <div key={name} className={classes.line}>
              <span className={classes.swatch} style={{ background: color }} />
              <span className="user-text">{label}</span>
              <strong>{value === null ? NO_DATA : format(value)}</strong>
              {isShare && value !== null && total > 0 && <span>{formatShare(value / total)}</span>}
            </div>
          )
        })}
      {releases.map(({ label }) => (
        <div key={label} className="user-text">
          Release {label}
        </div>
      ))}
    </div>
  )
}
