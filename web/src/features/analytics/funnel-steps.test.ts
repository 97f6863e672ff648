import { expect, it } from 'vitest'
import { limitFunnelRange, parseSteps, withSteps } from '@/features/analytics/funnel-steps'

it('reads two to five steps from the address', () => {
  expect(parseSteps(new URLSearchParams('steps=a,b'))).toEqual(['a', 'b'])
  expect(parseSteps(new URLSearchParams('steps=a,b,c,d,e,f'))).toHaveLength(5)
  expect(parseSteps(new URLSearchParams('steps=a'))).toHaveLength(3)
})

it('writes the steps to the address', () => {
  expect(parseSteps(withSteps(new URLSearchParams(), ['x', 'y']))).toEqual(['x', 'y'])
})

it('covers the last eight days of a longer range', () => {
  expect(limitFunnelRange({ start: '2026-10-25', end: '2026-11-23' })).toEqual({
    start: '2026-11-16',
    end: '2026-11-23',
  })
  const short = { start: '2026-11-20', end: '2026-11-23' }
  expect(limitFunnelRange(short)).toBe(short)
})
