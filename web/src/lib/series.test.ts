import { expect, it } from 'vitest'
import { besideEachOther } from '@/lib/series'

const range = { start: '2026-11-20', end: '2026-11-23' }
const before = { start: '2026-11-16', end: '2026-11-19' }
const day = (date: string, uniqueDevices: number) => ({ date, uniqueDevices })

it('leaves gaps where nothing came in, and sets the period before beside it', () => {
  const days = besideEachOther(
    { range, days: [day('2026-11-20', 5), day('2026-11-22', 7)] },
    { range: before, days: [day('2026-11-17', 3)] },
    '2026-12-01',
  )
  expect(days.map(({ current }) => current)).toEqual([5, null, 7, null])
  expect(days.map(({ previous }) => previous)).toEqual([null, 3, null, null])
  expect(days.map(({ unfinished }) => unfinished)).toEqual([null, null, null, null])
})

it('draws today as a line of its own, from yesterday', () => {
  const days = besideEachOther(
    { range, days: [day('2026-11-22', 7), day('2026-11-23', 1)] },
    { range: before, days: [] },
    '2026-11-23',
  )
  expect(days.map(({ current }) => current)).toEqual([null, null, 7, null])
  expect(days.map(({ unfinished }) => unfinished)).toEqual([null, null, 7, 1])
  expect(days.at(-1)?.value).toBe(1)
})
