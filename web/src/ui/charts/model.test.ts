import { expect, it } from 'vitest'
import {
  toChartRows,
  isEmptyChart,
  alignToDays,
  splitTodayBars,
  splitTodayLine,
} from '@/ui/charts/model'

const range = { start: '2026-11-21', end: '2026-11-23' }
const days = ['2026-11-21', '2026-11-22', '2026-11-23']
const series = { name: 'users', label: 'Users', color: 'red', values: [1, null, 3] }

it('leaves a gap at days without a row and keeps zeros', () => {
  const rows = [
    { date: '2026-11-23', count: 0 },
    { date: '2026-11-21', count: 4 },
  ]
  expect(alignToDays(range, rows, ({ count }) => count)).toEqual([4, null, 0])
})

it('converts to a row per day and a column per series', () => {
  expect(toChartRows({ days, series: [series] })).toEqual([
    { date: '2026-11-21', users: 1 },
    { date: '2026-11-22', users: null },
    { date: '2026-11-23', users: 3 },
  ])
})

it('is empty when no series has a value', () => {
  expect(isEmptyChart({ days, series: [series] })).toBe(false)
  expect(isEmptyChart({ days, series: [{ ...series, values: [null, null, null] }] })).toBe(true)
})

it('draws a dotted line to an incomplete day', () => {
  const whole = { ...series, values: [1, 2, 3] }
  const [incomplete, complete] = splitTodayLine(whole, days, '2026-11-23')
  expect(complete?.values).toEqual([1, 2, null])
  expect(incomplete?.values).toEqual([null, 2, 3])
  expect(splitTodayLine(whole, days, '2026-11-24')).toEqual([whole])
})

it('draws the bar of an incomplete day in a paler colour', () => {
  const bars = { name: 'fatal', label: 'Fatal', color: 'red', values: [3, null, 1] }
  const days = ['2026-11-21', '2026-11-22', '2026-11-23']
  const [complete, incomplete] = splitTodayBars([bars], days, '2026-11-23')
  expect(complete).toMatchObject({ name: 'fatal', color: 'red', values: [3, null, null] })
  expect(incomplete).toMatchObject({
    name: 'fatal-today',
    values: [null, null, 1],
    isUnlabelled: true,
  })
  expect(incomplete?.color).not.toBe('red')
  expect(splitTodayBars([bars], days, '2026-11-24')).toEqual([bars])
})
