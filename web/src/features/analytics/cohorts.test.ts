import { expect, it } from 'vitest'
import { averageReturns } from '@/features/analytics/cohorts'

const cohort = (devices: number, returned: number | null) => ({
  devices,
  returned: [{ afterDays: 1, devices: returned }],
})

it('weights cohorts by their size and ignores incomplete days', () => {
  const average = averageReturns([cohort(90, 9), cohort(10, 10), cohort(1000, null)], 1)
  expect(average).toEqual({ returned: 19, devices: 100, rate: 0.19 })
})

it('has no rate before a day of return is complete', () => {
  expect(averageReturns([cohort(10, null)], 1).rate).toBeNull()
  expect(averageReturns([cohort(10, 5)], 7).rate).toBeNull()
})
