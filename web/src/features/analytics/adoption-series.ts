import { listDays, type DayRange } from '@/lib/range'
import type { DaySeries } from '@/ui/charts/model'

export interface AdoptionDay {
  date: string
  appVersion: string | null
  devices: number
}

/** More layers than that cannot be told apart. */
const MAX_SERIES = 5

/** The largest versions each, and the others together; a day without any is a gap. */
export function toAdoptionSeries(
  range: DayRange,
  versions: readonly string[],
  adoption: readonly AdoptionDay[],
): DaySeries[] {
  const own = versions.length > MAX_SERIES ? versions.slice(0, MAX_SERIES - 1) : versions
  const days = listDays(range)
  const totals = new Map<string, number>()
  const known = new Set<string>()
  for (const { date, appVersion, devices } of adoption) {
    const sent = appVersion ?? ''
    const name = own.includes(sent) ? toSeriesName(sent) : OTHERS
    const key = `${date} ${name}`
    totals.set(key, (totals.get(key) ?? 0) + devices)
    known.add(date)
  }
  const series = (name: string, label: string, index: number): DaySeries => ({
    name,
    label,
    color: `var(--series-${String(index + 1)})`,
    values: days.map((date) => (known.has(date) ? (totals.get(`${date} ${name}`) ?? 0) : null)),
  })
  const shown = own.map((version, index) =>
    series(toSeriesName(version), version === '' ? 'not sent' : version, index),
  )
  if (own.length === versions.length) return shown
  return [...shown, series(OTHERS, 'others', MAX_SERIES - 1)]
}

const OTHERS = 'others'

/** A chart takes a dot in a column's name for a path. */
const toSeriesName = (version: string): string => `v${version.replaceAll('.', '_')}`
