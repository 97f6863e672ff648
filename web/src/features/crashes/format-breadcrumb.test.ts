import { expect, it } from 'vitest'
import { formatTimeBefore, formatBreadcrumbData } from '@/features/crashes/format-breadcrumb'

it.each([
  ['2026-11-24T11:59:55.800Z', '−4.2 s'],
  ['2026-11-24T11:59:59.500Z', '−500 ms'],
  ['2026-11-24T12:00:01Z', '0 s'],
])('formats the time of %s', (time, text) => {
  expect(formatTimeBefore(time, '2026-11-24T12:00:00Z')).toBe(text)
})

it('formats data in one line', () => {
  expect(formatBreadcrumbData({ screen_name: 'home', times: 3, deep: { a: 1 } })).toBe(
    'screen_name home, times 3, deep {"a":1}',
  )
  expect(formatBreadcrumbData(null)).toBe('')
})
