import { expect, it } from 'vitest'
import { toAdoptionSeries } from '@/features/analytics/adoption-series'

const range = { start: '2026-11-21', end: '2026-11-22' }
const day = (date: string, appVersion: string | null, devices: number) => ({
  date,
  appVersion,
  devices,
})

it('has a layer per version and a gap at days without data', () => {
  const series = toAdoptionSeries(
    range,
    ['1.1', ''],
    [day('2026-11-21', '1.1', 3), day('2026-11-21', null, 1)],
  )
  expect(series.map(({ label, values }) => [label, values])).toEqual([
    ['1.1', [3, null]],
    ['No version', [1, null]],
  ])
})

it('adds up all versions after the first four', () => {
  const versions = ['6', '5', '4', '3', '2', '1']
  const adoption = versions.map((version) => day('2026-11-21', version, 2))
  const series = toAdoptionSeries(range, versions, adoption)
  expect(series.map(({ label }) => label)).toEqual(['6', '5', '4', '3', 'Others'])
  expect(series.at(-1)?.values).toEqual([4, null])
})

it('distinguishes a version without devices from a day without data', () => {
  const [, old] = toAdoptionSeries(
    range,
    ['2', '1'],
    [day('2026-11-21', '1', 5), day('2026-11-22', '2', 5)],
  )
  expect(old?.values).toEqual([5, 0])
})
