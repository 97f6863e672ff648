import { describe, expect, it } from 'vitest'
import {
  computeChangePercent,
  toFigure,
  isComparable,
  toMedianFigure,
  findReleases,
} from '@/lib/figures'

const range = { start: '2026-11-21', end: '2026-11-23' }

it('has a gap on days without data', () => {
  const metric = {
    value: 3,
    previous: null,
    deltaPercent: null,
    denominator: 1,
    isLowSample: false,
    isEstimated: false,
    series: [{ date: '2026-11-22', value: 3 }],
  }
  expect(toFigure(metric, range).byDay).toEqual([null, 3, null])
})

it('compares a median with the previous one, and marks a low sample', () => {
  const byDay = [{ date: '2026-11-23', p50: 900, count: 12 }]
  const few = toMedianFigure(
    { whole: { p50: 900, count: 12 }, byDay },
    { p50: 1000, count: 400 },
    range,
  )
  expect(few).toMatchObject({ value: 900, previous: 1000, deltaPercent: -10, isLowSample: true })
  expect(few.byDay).toEqual([null, null, 900])
  expect(toMedianFigure({ whole: null, byDay: [] }, null, range).value).toBeNull()
})

it('has no change without a previous value', () => {
  expect(computeChangePercent(5, 0)).toBeNull()
  expect(computeChangePercent(null, 5)).toBeNull()
})

it('does not compare with a period in which the app had just started', () => {
  expect(isComparable(30, 1)).toBe(false)
  expect(isComparable(30, 15)).toBe(true)
  expect(isComparable(1, 0)).toBe(false)
  expect(isComparable(0, 30)).toBe(true)
})

describe('findReleases', () => {
  const day = (date: string, appVersion: string | null) => ({ date, appVersion, devices: 1 })

  it('marks the first day of a version that appears within the range', () => {
    const adoption = [
      day('2026-11-21', '1.0'),
      day('2026-11-23', '1.1'),
      day('2026-11-22', '1.1'),
      day('2026-11-22', null),
    ]
    expect(findReleases(range, adoption)).toEqual([{ date: '2026-11-22', label: '1.1' }])
  })

  it('does not treat the first data of an app as a release', () => {
    expect(findReleases(range, [day('2026-11-22', '1.0')])).toEqual([])
  })
})
