import type { AdoptionDay } from '@/lib/figures'
import { listDays, type DayRange } from '@/lib/range'
import type { DaySeries } from '@/ui/charts/model'

/** More layers are hard to distinguish. */
const MAX_SERIES = 5

/** Builds a layer for each of the largest versions and one for the rest; empty days are gaps. */
export function toAdoptionSeries(
  range: DayRange,
  versions: readonly string[],
  adoption: readonly AdoptionDay[],
): DaySeries[] {
  const separate = versions.length > MAX_SERIES ? versions.slice(0, MAX_SERIES - 1) : versions
  const days = listDays(range)
  const totals = new Map<string, number>()
  const daysWithData = new Set<string>()
  for (const { date, appVersion, devices } of adoption) {
    const versionText = appVersion ?? ''
    const name = separate.includes(versionText) ? toSeriesName(versionText) : OTHERS
    const key = `${date} ${name}`
    totals.set(key, (totals.get(key) ?? 0) + devices)
    daysWithData.add(date)
  }
  const createSeries = (name: string, label: string, index: number): DaySeries => ({
    name,
    label,
    color: `var(--series-${String(index + 1)})`,
    values: days.map((date) =>
      daysWithData.has(date) ? (totals.get(`${date} ${name}`) ?? 0) : null,
    ),
  })
  const layers = separate.map((version, index) =>
    createSeries(toSeriesName(version), version === '' ? 'No version' : version, index),
  )
  if (separate.length === versions.length) return layers
  return [...layers, createSeries(OTHERS, 'Others', MAX_SERIES - 1)]
}

const OTHERS = 'others'

/** The chart library treats a dot in a column name as a path. */
const toSeriesName = (version: string): string => `v${version.replaceAll('.', '_')}`
