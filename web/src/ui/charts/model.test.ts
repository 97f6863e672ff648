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

it('leaves a gap for a day that was left out, and keeps a zero', () => {
  const rows = [
    { date: '2026-11-23', count: 0 },
    { date: '2026-11-21', count: 4 },
  ]
  expect(alignToDays(range, rows, ({ count }) => count)).toEqual([4, null, 0])
})

it('is a row a day and a column a series', () => {
  expect(toChartRows({ days, series: [series] })).toEqual([
    { date: '2026-11-21', users: 1 },
    { date: '2026-11-22', users: null },
    { date: '2026-11-23', users: 3 },
  ])
})

it('is empty when no day of any series is known', () => {
  expect(isEmptyChart({ days, series: [series] })).toBe(false)
  expect(isEmptyChart({ days, series: [{ ...series, values: [null, null, null] }] })).toBe(true)
})

it('dots the way to a day that is not over', () => {
  const whole = { ...series, values: [1, 2, 3] }
  const [open, over] = splitTodayLine(whole, days, '2026-11-23')
  expect(over?.values).toEqual([1, 2, null])
  expect(open?.values).toEqual([null, 2, 3])
  expect(splitTodayLine(whole, days, '2026-11-24')).toEqual([whole])
})

it('draws the bar of a day that is not over paler, and keeps the others', () => {
  const bars = { name: 'fatal', label: 'Fatal', color: 'red', values: [3, null, 1] }
  const days = ['2026-11-21', '2026-11-22', '2026-11-23']
  const [over, open] = splitTodayBars([bars], days, '2026-11-23')
  expect(over).toMatchObject({ name: 'fatal', color: 'red', values: [3, null, null] })
  expect(open).toMatchObject({ name: 'fatal-open', values: [null, null, 1], isUnlabelled: true })
  expect(open?.color).not.toBe('red')
  expect(splitTodayBars([bars], days, '2026-11-24')).toEqual([bars])
})
