import { daysIn, utcDay, type DayRange } from '@/lib/range'

export const MOST_STEPS = 5
export const FEWEST_STEPS = 2
const LONGEST_DAYS = 8
const DAY_MS = 86_400_000
const DEFAULT = ['app_start', 'screen_view', 'feature_used']

/** The steps in the address, such as `app_start,screen_view`; a usual journey without any. */
export function stepsOf(params: URLSearchParams): string[] {
  const steps = (params.get('steps') ?? '').split(',').filter((step) => step !== '')
  return steps.length >= FEWEST_STEPS ? steps.slice(0, MOST_STEPS) : DEFAULT
}

export function withSteps(params: URLSearchParams, steps: readonly string[]): URLSearchParams {
  const next = new URLSearchParams(params)
  next.set('steps', steps.join(','))
  return next
}

/** The last days of a range that a funnel can look at. */
export function funnelRange(range: DayRange): DayRange {
  if (daysIn(range) <= LONGEST_DAYS) return range
  return { start: utcDay(Date.parse(range.end) - (LONGEST_DAYS - 1) * DAY_MS), end: range.end }
}
