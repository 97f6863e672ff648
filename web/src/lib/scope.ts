/** The scope of a page's figures: range, version and comparison, all stored in the address. */
import {
  parseRangeChoice,
  toPreviousRange,
  resolveRange,
  type DayRange,
  type RangeChoice,
} from '@/lib/range'

export interface Scope {
  choice: RangeChoice
  range: DayRange
  /** The range of the same length before it. */
  previousRange: DayRange
  /** null: all versions. Empty: devices that send no version. */
  version: string | null
  isCompared: boolean
}

const SCOPE_PARAMS = ['days', 'from', 'to', 'version', 'compare'] as const

export function parseScope(params: URLSearchParams, now: number): Scope {
  const choice = parseRangeChoice(params)
  const range = resolveRange(choice, now)
  return {
    choice,
    range,
    previousRange: toPreviousRange(range),
    version: params.get('version'),
    isCompared: params.get('compare') !== 'off',
  }
}

export function withVersion(params: URLSearchParams, version: string | null): URLSearchParams {
  const next = new URLSearchParams(params)
  if (version === null) next.delete('version')
  else next.set('version', version)
  return next
}

export function withComparison(params: URLSearchParams, isCompared: boolean): URLSearchParams {
  const next = new URLSearchParams(params)
  if (isCompared) next.delete('compare')
  else next.set('compare', 'off')
  return next
}

/** Returns the part of the query string that all pages share, such as `?days=7`; often empty. */
export function toScopeSearch(params: URLSearchParams): string {
  const shared = new URLSearchParams()
  for (const name of SCOPE_PARAMS) {
    const value = params.get(name)
    if (value !== null) shared.set(name, value)
  }
  return shared.size > 0 ? `?${shared.toString()}` : ''
}
