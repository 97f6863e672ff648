/** The range of UTC days that a page looks at; it lives in the address. */

export const PRESETS = [1, 7, 30, 90, 365] as const
export const DEFAULT_DAYS = 30
export const LONGEST_DAYS = 731
const DAY_MS = 86_400_000

export interface DayRange {
  start: string
  end: string
}

export type RangeChoice = { kind: 'last'; days: number } | ({ kind: 'custom' } & DayRange)

export const isDay = (text: string | null): text is string =>
  text !== null && /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text))

/** What the address asks for; the default when it makes no sense. */
export function chosenRange(params: URLSearchParams): RangeChoice {
  const start = params.get('from')
  const end = params.get('to')
  if (isDay(start) && isDay(end) && start <= end && daysIn({ start, end }) <= LONGEST_DAYS) {
    return { kind: 'custom', start, end }
  }
  const days = Number(params.get('days') ?? DEFAULT_DAYS)
  const isKnown = PRESETS.some((preset) => preset === days)
  return { kind: 'last', days: isKnown ? days : DEFAULT_DAYS }
}

export function withRange(params: URLSearchParams, choice: RangeChoice): URLSearchParams {
  const next = new URLSearchParams(params)
  for (const name of ['days', 'from', 'to']) next.delete(name)
  if (choice.kind === 'custom') {
    next.set('from', choice.start)
    next.set('to', choice.end)
  } else if (choice.days !== DEFAULT_DAYS) {
    next.set('days', String(choice.days))
  }
  return next
}

export function rangeDays(choice: RangeChoice, now: number): DayRange {
  if (choice.kind === 'custom') return { start: choice.start, end: choice.end }
  return { start: utcDay(now - (choice.days - 1) * DAY_MS), end: utcDay(now) }
}

export const dayAfter = (day: string): string => utcDay(Date.parse(day) + DAY_MS)

/** The days of it that are over; a range of today alone as it is. */
export function finishedPart(range: DayRange, today: string): DayRange {
  if (range.end !== today || range.start === today) return range
  return { start: range.start, end: utcDay(Date.parse(today) - DAY_MS) }
}

/** The days of the same number just before. */
export function previousRange(range: DayRange): DayRange {
  const start = Date.parse(range.start)
  return { start: utcDay(start - daysIn(range) * DAY_MS), end: utcDay(start - DAY_MS) }
}

export function daysIn({ start, end }: DayRange): number {
  return Math.round((Date.parse(end) - Date.parse(start)) / DAY_MS) + 1
}

export function eachDay(range: DayRange): string[] {
  const start = Date.parse(range.start)
  return Array.from({ length: daysIn(range) }, (_, index) => utcDay(start + index * DAY_MS))
}

export function utcDay(time: number): string {
  return new Date(time).toISOString().slice(0, 10)
}
