import { expect, it } from 'vitest'
import { averageReturns } from '@/features/analytics/cohorts'

const cohort = (devices: number, returned: number | null) => ({
  devices,
  returned: [{ afterDays: 1, devices: returned }],
})

it('weighs cohorts by their size, and leaves out days that are not over', () => {
  const mean = averageReturns([cohort(90, 9), cohort(10, 10), cohort(1000, null)], 1)
  expect(mean).toEqual({ returned: 19, devices: 100, rate: 0.19 })
})

it('has no rate while no day is over', () => {
  expect(averageReturns([cohort(10, null)], 1).rate).toBeNull()
  expect(averageReturns([cohort(10, 5)], 7).rate).toBeNull()
})
