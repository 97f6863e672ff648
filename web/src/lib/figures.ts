import { listDays, type DayRange } from '@/lib/range'
import type { Figure } from '@/ui/FigureTile'

interface MetricData {
  value: number | null
  previous: number | null
  deltaPercent: number | null
  denominator: number
  isLowSample: boolean
  isEstimated: boolean
  series: readonly { date: string; value: number | null }[]
}

/** The API's metric over a range, its days filled up with gaps. */
export function toFigure(metric: MetricData, range: DayRange): Figure {
  const known = new Map(metric.series.map(({ date, value }) => [date, value]))
  return { ...metric, byDay: listDays(range).map((date) => known.get(date) ?? null) }
}

interface Median {
  p50: number
  count: number
}

interface MedianSeries {
  whole: Median | null
  byDay: readonly (Median & { date: string | null })[]
}

/** A median as a figure, against the median of the period before. */
export function toMedianFigure(now: MedianSeries, before: Median | null, range: DayRange): Figure {
  const value = now.whole?.p50 ?? null
  const previous = before?.p50 ?? null
  const known = new Map(now.byDay.map(({ date, p50 }) => [date, p50]))
  return {
    value,
    previous,
    deltaPercent: computeChangePercent(value, previous),
    denominator: now.whole?.count ?? 0,
    isLowSample: (now.whole?.count ?? 0) < MIN_SAMPLE,
    isEstimated: false,
    byDay: listDays(range).map((date) => known.get(date) ?? null),
  }
}

/**
 * Whether the period before can be compared with: an app that began in it has data on few of its
 * days, and everything would seem to grow.
 */
export const isComparable = (daysNow: number, daysBefore: number): boolean =>
  daysBefore * 2 >= daysNow

const MIN_SAMPLE = 30

/** null when there is nothing to compare with. */
export function computeChangePercent(value: number | null, previous: number | null): number | null {
  if (value === null || previous === null || previous === 0) return null
  return (100 * (value - previous)) / previous
}

interface Adopted {
  date: string
  appVersion: string | null
  devices: number
}

/** When versions appeared: their first day in the range, unless they may be older than it. */
export function findReleases(
  range: DayRange,
  adoption: readonly Adopted[],
): { date: string; label: string }[] {
  const first = new Map<string, string>()
  for (const { date, appVersion } of adoption) {
    if (appVersion === null) continue
    const known = first.get(appVersion)
    if (known === undefined || date < known) first.set(appVersion, date)
  }
  const earliest = [...first.values()].sort()[0] ?? range.start
  return [...first]
    .filter(([, date]) => date > range.start && date > earliest)
    .map(([label, date]) => ({ date, label }))
    .sort((one, other) => one.date.localeCompare(other.date))
}
