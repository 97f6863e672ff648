import { listDays, type DayRange } from '@/lib/range'

/** A line, bar or layer of a chart by day. */
export interface DaySeries {
  name: string
  label: string
  color: string
  dash?: string
  /** Whether it has no legend entry, because it continues another series. */
  isUnlabelled?: boolean
  /** null on days without data: a gap, not zero. */
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

interface DatedRow {
  date: string
}

/** Returns a value for each day of a range; null for days without a row. */
export function alignToDays<T extends DatedRow>(
  range: DayRange,
  rows: readonly T[],
  toValue: (row: T) => number | null,
): (number | null)[] {
  const values = new Map(rows.map((row) => [row.date, toValue(row)]))
  return listDays(range).map((date) => values.get(date) ?? null)
}

export type ChartRow = { date: string } & Record<string, string | number | null>

/** Converts to the input of the chart component: a row per day, a column per series. */
export function toChartRows({ days, series }: DayChartData): ChartRow[] {
  return days.map((date, index) => ({
    date,
    ...Object.fromEntries(series.map(({ name, values }) => [name, values[index] ?? null])),
  }))
}

export const isEmptyChart = ({ series }: DayChartData): boolean =>
  series.every(({ values }) => values.every((value) => value === null))

/** Splits off today's bar, which is paler because the day is incomplete. */
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
      name: `${each.name}-today`,
      color: `color-mix(in srgb, ${each.color} 45%, var(--surface))`,
      values: each.values.map((value, index) => (index === last ? value : null)),
      isUnlabelled: true,
    },
  ])
}

/** Splits off the line to today, which is dotted because the day is incomplete. */
export function splitTodayLine(
  series: DaySeries,
  days: readonly string[],
  today: string,
): DaySeries[] {
  const last = days.length - 1
  if (days[last] !== today || last === 0) return [series]
  const complete = series.values.map((value, index) => (index === last ? null : value))
  const incomplete = series.values.map((value, index) => (index >= last - 1 ? value : null))
  return [
    {
      ...series,
      name: `${series.name}-today`,
      dash: '1 5',
      values: incomplete,
      isUnlabelled: true,
    },
    { ...series, values: complete },
  ]
}
