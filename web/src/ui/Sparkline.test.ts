import { expect, it } from 'vitest'
import { toSparklinePath } from '@/ui/Sparkline'

it('draws from the lowest to the highest value', () => {
  expect(toSparklinePath([0, 10])).toBe('M0 22L100 2')
})

it('leaves a gap where nothing is known, and shows a lone day', () => {
  expect(toSparklinePath([1, 2, null, 3])).toMatch(/^M0 22L33.33 12M100 2h1$/)
  expect(toSparklinePath([null, null])).toBe('')
})

it('draws a steady figure in the middle', () => {
  expect(toSparklinePath([5, 5, 5])).toBe('M0 12L50 12L100 12')
})
