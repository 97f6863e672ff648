import { expect, it } from 'vitest'
import {
  toRuleDraft,
  EMPTY_RULE,
  toRuleSettings,
  validateRuleDraft,
  type Rule,
} from '@/features/alerts/rule-draft'

const rule: Rule = {
  id: '1',
  name: 'Spreads',
  kind: 'VELOCITY',
  isEnabled: true,
  mutedUntil: null,
  conditions: { appVersions: ['1.*'], crashTypes: [], statuses: ['OPEN'], isFatal: true },
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

it('is saved unchanged when nothing was edited', () => {
  const { conditions, velocity, cooldownMinutes, channelIds } = toRuleSettings(
    toRuleDraft(rule),
    rule.conditions.statuses,
  )
  expect({ conditions, velocity, cooldownMinutes, channelIds }).toEqual({
    conditions: rule.conditions,
    velocity: rule.velocity,
    cooldownMinutes: 360,
    channelIds: null,
  })
})

it('contains only the threshold of its kind', () => {
  const input = toRuleSettings({ ...toRuleDraft(rule), kind: 'SPIKE' }, [])
  expect(input.velocity).toBeNull()
  expect(input.spike).toEqual(EMPTY_RULE.spike)
})

it('contains no fields of the cache', () => {
  const velocity = { ...EMPTY_RULE.velocity, __typename: 'AlertVelocityThreshold' }
  expect(toRuleSettings({ ...EMPTY_RULE, kind: 'VELOCITY', velocity }, []).velocity).toEqual(
    EMPTY_RULE.velocity,
  )
})

it.each([
  [{ name: ' ' }, /name/],
  [{ kind: 'VELOCITY', velocity: { ...EMPTY_RULE.velocity, devices: null } }, /threshold/],
  [{ escalateAfterMinutes: 30 }, /escalate/],
  [{}, null],
] as const)('%o: %s', (change, problem) => {
  const actual = validateRuleDraft({ ...EMPTY_RULE, name: 'Mine', ...change })
  if (problem === null) expect(actual).toBeNull()
  else expect(actual).toMatch(problem)
})
