import { expect, it } from 'vitest'
import { draftOf, NEW_RULE, ruleInput, ruleProblem, type Rule } from '@/features/alerts/rule-draft'

const rule: Rule = {
  id: '1',
  name: 'Spreads',
  kind: 'VELOCITY',
  isEnabled: true,
  mutedUntil: null,
  conditions: { versions: ['1.*'], types: [], statuses: ['OPEN'], isFatal: true },
  velocity: { windowMinutes: 30, devices: 50, sessionPercent: null },
  spike: null,
  crashFree: null,
  silence: null,
  cooldownMinutes: 360,
  escalateAfterMinutes: null,
  channelIds: null,
  escalateTo: [],
  updatedAt: '2026-11-24T00:00:00Z',
  updatedBy: null,
}

it('saves what it was opened with', () => {
  const { conditions, velocity, cooldownMinutes, channelIds } = ruleInput(
    draftOf(rule),
    rule.conditions.statuses,
  )
  expect({ conditions, velocity, cooldownMinutes, channelIds }).toEqual({
    conditions: rule.conditions,
    velocity: rule.velocity,
    cooldownMinutes: 360,
    channelIds: null,
  })
})

it('sends the bounds of its own kind alone', () => {
  const input = ruleInput({ ...draftOf(rule), kind: 'SPIKE' }, [])
  expect(input.velocity).toBeNull()
  expect(input.spike).toEqual(NEW_RULE.spike)
})

it('leaves out what the cache adds', () => {
  const velocity = { ...NEW_RULE.velocity, __typename: 'AlertVelocity' }
  expect(ruleInput({ ...NEW_RULE, kind: 'VELOCITY', velocity }, []).velocity).toEqual(
    NEW_RULE.velocity,
  )
})

it.each([
  [{ name: ' ' }, /name/],
  [{ kind: 'VELOCITY', velocity: { ...NEW_RULE.velocity, devices: null } }, /spread/],
  [{ escalateAfterMinutes: 30 }, /who is told/],
  [{}, null],
] as const)('%o: %s', (change, problem) => {
  const found = ruleProblem({ ...NEW_RULE, name: 'Mine', ...change })
  if (problem === null) expect(found).toBeNull()
  else expect(found).toMatch(problem)
})
