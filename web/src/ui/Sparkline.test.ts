import { expect, it } from 'vitest'
import { toSparklinePath } from '@/ui/Sparkline'

it('scales from the lowest to the highest value', () => {
  expect(toSparklinePath([0, 10])).toBe('M0 22L100 2')
})

it('leaves a gap at missing values and draws a single day as a dash', () => {
  expect(toSparklinePath([1, 2, null, 3])).toMatch(/^M0 22L33.33 12M100 2h1$/)
  expect(toSparklinePath([null, null])).toBe('')
})

it('draws a constant value in the middle', () => {
  expect(toSparklinePath([5, 5, 5])).toBe('M0 12L50 12L100 12')
})
