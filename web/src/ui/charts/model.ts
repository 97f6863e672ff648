import { listDays, type DayRange } from '@/lib/range'

/** One line, bar or layer of a chart over days. */
export interface DaySeries {
  name: string
  label: string
  color: string
  dash?: string
  /** Drawn but not named: the dotted end of another series. */
  isUnlabelled?: boolean
  /** null where nothing came in: a gap, not a zero. */
  values: readonly (number | null)[]
}

export interface Marker {
  date: string
  label: string
}

export interface DayChartData {
  days: readonly string[]
  series: readonly DaySeries[]
  markers?: readonly Marker[]
}

export type DayChartKind = 'line' | 'bars' | 'share'

interface Dated {
  date: string
}

/** A value for each day of a range; null for the days that are left out. */
export function alignToDays<T extends Dated>(
  range: DayRange,
  rows: readonly T[],
  value: (row: T) => number | null,
): (number | null)[] {
  const known = new Map(rows.map((row) => [row.date, value(row)]))
  return listDays(range).map((date) => known.get(date) ?? null)
}

export type ChartRow = { date: string } & Record<string, string | number | null>

/** What the chart component takes: a row a day, a column a series. */
export function toChartRows({ days, series }: DayChartData): ChartRow[] {
  return days.map((date, index) => ({
    date,
    ...Object.fromEntries(series.map(({ name, values }) => [name, values[index] ?? null])),
  }))
}

export const isEmptyChart = ({ series }: DayChartData): boolean =>
  series.every(({ values }) => values.every((value) => value === null))

/** Bars whose last day is not over yet, as two: that day's bar is paler. */
export function splitTodayBars(
  series: readonly DaySeries[],
  days: readonly string[],
  today: string,
): DaySeries[] {
  const last = days.length - 1
  if (days[last] !== today) return [...series]
  return series.flatMap((each) => [
    { ...each, values: each.values.map((value, index) => (index === last ? null : value)) },
    {
      ...each,
      name: `${each.name}-open`,
      color: `color-mix(in srgb, ${each.color} 45%, var(--surface))`,
      values: each.values.map((value, index) => (index === last ? value : null)),
      isUnlabelled: true,
    },
  ])
}

/**
 * A line whose last day is not over yet, as two: the days that are over, and a dotted end to today.
 */
export function splitTodayLine(
  series: DaySeries,
  days: readonly string[],
  today: string,
): DaySeries[] {
  const last = days.length - 1
  if (days[last] !== today || last === 0) return [series]
  const over = series.values.map((value, index) => (index === last ? null : value))
  const open = series.values.map((value, index) => (index >= last - 1 ? value : null))
  return [
    { ...series, name: `${series.name}-open`, dash: '1 5', values: open, isUnlabelled: true },
    { ...series, values: over },
  ]
}
