import { countDays, toUtcDay, type DayRange } from '@/lib/range'

export const MAX_STEPS = 5
export const MIN_STEPS = 2
const MAX_DAYS = 8
const DAY_MS = 86_400_000
const DEFAULT_STEPS = ['app_start', 'screen_view', 'feature_used']

/** Reads the steps from the address, such as `app_start,screen_view`, or returns the default. */
export function parseSteps(params: URLSearchParams): string[] {
  const steps = (params.get('steps') ?? '').split(',').filter((step) => step !== '')
  return steps.length >= MIN_STEPS ? steps.slice(0, MAX_STEPS) : DEFAULT_STEPS
}

export function withSteps(params: URLSearchParams, steps: readonly string[]): URLSearchParams {
  const next = new URLSearchParams(params)
  next.set('steps', steps.join(','))
  return next
}

/** Limits a range to the last days, for which raw events exist. */
export function limitFunnelRange(range: DayRange): DayRange {
  if (countDays(range) <= MAX_DAYS) return range
  return { start: toUtcDay(Date.parse(range.end) - (MAX_DAYS - 1) * DAY_MS), end: range.end }
}
