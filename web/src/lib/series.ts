import { eachDay, type DayRange } from '@/lib/range'

export interface DayValue {
  date: string
  uniqueDevices: number
}

export interface ChartDay {
  date: string
  /** null where nothing came in: a gap in the line, not a zero. */
  value: number | null
  /** The same, as a line of the days that are over. */
  current: number | null
  /** The same, as a line from the last such day to today, which is not over yet. */
  unfinished: number | null
  previous: number | null
}

/** Two periods of the same length, day by day beside each other; `today` may still grow. */
export function besideEachOther(
  current: { range: DayRange; days: readonly DayValue[] },
  previous: { range: DayRange; days: readonly DayValue[] },
  today: string,
): ChartDay[] {
  const now = byDate(current.days)
  const before = byDate(previous.days)
  const earlier = eachDay(previous.range)
  const days = eachDay(current.range)
  return days.map((date, index) => {
    const value = now.get(date) ?? null
    return {
      date,
      value,
      current: date === today ? null : value,
      unfinished: date === today || days[index + 1] === today ? value : null,
      previous: before.get(earlier[index] ?? '') ?? null,
    }
  })
}

const byDate = (days: readonly DayValue[]) =>
  new Map(days.map(({ date, uniqueDevices }) => [date, uniqueDevices]))
