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

/** Converts a metric of the API; days without data become null. */
export function toFigure(metric: MetricData, range: DayRange): Figure {
  const values = new Map(metric.series.map(({ date, value }) => [date, value]))
  return { ...metric, byDay: listDays(range).map((date) => values.get(date) ?? null) }
}

interface Median {
  p50: number
  count: number
}

interface MedianSeries {
  whole: Median | null
  byDay: readonly (Median & { date: string | null })[]
}

/** Converts a median, compared with the median of the previous period. */
export function toMedianFigure(
  current: MedianSeries,
  previousMedian: Median | null,
  range: DayRange,
): Figure {
  const value = current.whole?.p50 ?? null
  const previous = previousMedian?.p50 ?? null
  const medians = new Map(current.byDay.map(({ date, p50 }) => [date, p50]))
  return {
    value,
    previous,
    deltaPercent: computeChangePercent(value, previous),
    denominator: current.whole?.count ?? 0,
    isLowSample: (current.whole?.count ?? 0) < MIN_SAMPLE,
    isEstimated: false,
    byDay: listDays(range).map((date) => medians.get(date) ?? null),
  }
}

/**
 * Whether the previous period has enough days with data. An app that started during that period
 * would seem to grow in every figure.
 */
export const isComparable = (daysWithData: number, previousDaysWithData: number): boolean =>
  previousDaysWithData * 2 >= daysWithData

const MIN_SAMPLE = 30

/** Returns null when there is no previous value. */
export function computeChangePercent(value: number | null, previous: number | null): number | null {
  if (value === null || previous === null || previous === 0) return null
  return (100 * (value - previous)) / previous
}

/** How many devices used a version on a day. */
export interface AdoptionDay {
  date: string
  appVersion: string | null
  devices: number
}

/** Finds the first day of each version that appeared within the range. */
export function findReleases(
  range: DayRange,
  adoption: readonly AdoptionDay[],
): { date: string; label: string }[] {
  const firstDays = new Map<string, string>()
  for (const { date, appVersion } of adoption) {
    if (appVersion === null) continue
    const firstDay = firstDays.get(appVersion)
    if (firstDay === undefined || date < firstDay) firstDays.set(appVersion, date)
  }
  const earliest = [...firstDays.values()].sort()[0] ?? range.start
  return [...firstDays]
    .filter(([, date]) => date > range.start && date > earliest)
    .map(([label, date]) => ({ date, label }))
    .sort((one, other) => one.date.localeCompare(other.date))
}
