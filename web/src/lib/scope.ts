/** What the figures of a page are about: range, version and comparison, all in the address. */
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
  /** As many days just before. */
  before: DayRange
  /** null: all; empty: devices that sent none. */
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
    before: toPreviousRange(range),
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

/** The part of the address that goes along from page to page, such as `?days=7`; often empty. */
export function toScopeSearch(params: URLSearchParams): string {
  const kept = new URLSearchParams()
  for (const name of SCOPE_PARAMS) {
    const value = params.get(name)
    if (value !== null) kept.set(name, value)
  }
  return kept.size > 0 ? `?${kept.toString()}` : ''
}
