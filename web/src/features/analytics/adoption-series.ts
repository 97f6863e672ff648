import { eachDay, type DayRange } from '@/lib/range'
import type { DaySeries } from '@/ui/charts/model'

export interface AdoptedDay {
  date: string
  version: string | null
  devices: number
}

/** More layers than that cannot be told apart. */
const MOST_SERIES = 5

/** The largest versions each, and the others together; a day without any is a gap. */
export function adoptionSeries(
  range: DayRange,
  versions: readonly string[],
  adoption: readonly AdoptedDay[],
): DaySeries[] {
  const own = versions.length > MOST_SERIES ? versions.slice(0, MOST_SERIES - 1) : versions
  const days = eachDay(range)
  const totals = new Map<string, number>()
  const known = new Set<string>()
  for (const { date, version, devices } of adoption) {
    const sent = version ?? ''
    const name = own.includes(sent) ? nameOf(sent) : OTHERS
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
    series(nameOf(version), version === '' ? 'not sent' : version, index),
  )
  if (own.length === versions.length) return shown
  return [...shown, series(OTHERS, 'others', MOST_SERIES - 1)]
}

const OTHERS = 'others'

/** A chart takes a dot in a column's name for a path. */
const nameOf = (version: string): string => `v${version.replaceAll('.', '_')}`
