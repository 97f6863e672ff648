import { describe, expect, it } from 'vitest'
import {
  parseRangeChoice,
  listDays,
  withoutToday,
  toPreviousRange,
  resolveRange,
  withRange,
} from '@/lib/range'

const now = Date.parse('2026-11-23T23:30:00Z')
const params = (text: string) => new URLSearchParams(text)

describe('parseRangeChoice', () => {
  it.each(['', 'days=31', 'days=x', 'from=2026-01-02', 'from=2026-01-02&to=2026-01-01'])(
    'uses the default for "%s"',
    (text) => {
      expect(parseRangeChoice(params(text))).toEqual({ kind: 'last', days: 30 })
    },
  )

  it('reads a preset and a custom range', () => {
    expect(parseRangeChoice(params('days=7'))).toEqual({ kind: 'last', days: 7 })
    expect(parseRangeChoice(params('from=2026-01-01&to=2026-01-02'))).toEqual({
      kind: 'custom',
      start: '2026-01-01',
      end: '2026-01-02',
    })
  })

  it('rejects more days than the server allows', () => {
    expect(parseRangeChoice(params('from=2020-01-01&to=2026-01-02')).kind).toBe('last')
  })
})

it('keeps the other parameters of the address', () => {
  const next = withRange(params('version=1.2.0&days=7'), {
    kind: 'custom',
    start: '2026-01-01',
    end: '2026-01-02',
  })
  expect(next.toString()).toBe('version=1.2.0&from=2026-01-01&to=2026-01-02')
  expect(withRange(next, { kind: 'last', days: 30 }).toString()).toBe('version=1.2.0')
})

it('counts UTC days, including both ends', () => {
  const range = resolveRange({ kind: 'last', days: 7 }, now)
  expect(range).toEqual({ start: '2026-11-17', end: '2026-11-23' })
  expect(listDays(range)).toHaveLength(7)
  expect(toPreviousRange(range)).toEqual({ start: '2026-11-10', end: '2026-11-16' })
})

it('removes an incomplete last day, unless it is the only day', () => {
  const range = { start: '2026-11-22', end: '2026-11-23' }
  expect(withoutToday(range, '2026-11-23')).toEqual({ start: '2026-11-22', end: '2026-11-22' })
  expect(withoutToday(range, '2026-11-24')).toBe(range)
  const today = { start: '2026-11-23', end: '2026-11-23' }
  expect(withoutToday(today, '2026-11-23')).toBe(today)
})
