/** The range of UTC days of a page, stored in the address. */

export const PRESETS = [1, 7, 30, 90, 365] as const
export const DEFAULT_DAYS = 30
export const MAX_DAYS = 731
const DAY_MS = 86_400_000

export interface DayRange {
  start: string
  end: string
}

export type RangeChoice = { kind: 'last'; days: number } | ({ kind: 'custom' } & DayRange)

export const isDay = (text: string | null): text is string =>
  text !== null && /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text))

/** Reads the range from the address; invalid values give the default. */
export function parseRangeChoice(params: URLSearchParams): RangeChoice {
  const start = params.get('from')
  const end = params.get('to')
  if (isDay(start) && isDay(end) && start <= end && countDays({ start, end }) <= MAX_DAYS) {
    return { kind: 'custom', start, end }
  }
  const days = Number(params.get('days') ?? DEFAULT_DAYS)
  const isPreset = PRESETS.some((preset) => preset === days)
  return { kind: 'last', days: isPreset ? days : DEFAULT_DAYS }
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

export function resolveRange(choice: RangeChoice, now: number): DayRange {
  if (choice.kind === 'custom') return { start: choice.start, end: choice.end }
  return { start: toUtcDay(now - (choice.days - 1) * DAY_MS), end: toUtcDay(now) }
}

export const toNextDay = (day: string): string => toUtcDay(Date.parse(day) + DAY_MS)

/** Removes today from the end of a range, unless today is its only day. */
export function withoutToday(range: DayRange, today: string): DayRange {
  if (range.end !== today || range.start === today) return range
  return { start: range.start, end: toUtcDay(Date.parse(today) - DAY_MS) }
}

/** Returns the range of the same length that ends the day before. */
export function toPreviousRange(range: DayRange): DayRange {
  const start = Date.parse(range.start)
  return { start: toUtcDay(start - countDays(range) * DAY_MS), end: toUtcDay(start - DAY_MS) }
}

export function countDays({ start, end }: DayRange): number {
  return Math.round((Date.parse(end) - Date.parse(start)) / DAY_MS) + 1
}

export function listDays(range: DayRange): string[] {
  const start = Date.parse(range.start)
  return Array.from({ length: countDays(range) }, (_, index) => toUtcDay(start + index * DAY_MS))
}

export function toUtcDay(time: number): string {
  return new Date(time).toISOString().slice(0, 10)
}
