import { expect, it } from 'vitest'
import { funnelRange, stepsOf, withSteps } from '@/features/analytics/funnel-steps'

it('reads the steps from the address, two to five of them', () => {
  expect(stepsOf(new URLSearchParams('steps=a,b'))).toEqual(['a', 'b'])
  expect(stepsOf(new URLSearchParams('steps=a,b,c,d,e,f'))).toHaveLength(5)
  expect(stepsOf(new URLSearchParams('steps=a'))).toHaveLength(3)
})

it('writes them there', () => {
  expect(stepsOf(withSteps(new URLSearchParams(), ['x', 'y']))).toEqual(['x', 'y'])
})

it('looks at the last eight days of a longer range', () => {
  expect(funnelRange({ start: '2026-10-25', end: '2026-11-23' })).toEqual({
    start: '2026-11-16',
    end: '2026-11-23',
  })
  const short = { start: '2026-11-20', end: '2026-11-23' }
  expect(funnelRange(short)).toBe(short)
})
