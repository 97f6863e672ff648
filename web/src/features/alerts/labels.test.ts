import { expect, it } from 'vitest'
import { describeRule, type RuleSummary } from '@/features/alerts/labels'

const rule = (change: Partial<RuleSummary>): RuleSummary => ({
  kind: 'NEW_CRASH_GROUP',
  conditions: { versions: [], types: [] },
  channelIds: null,
  ...change,
})
const name = (id: string) => `#${id}`

it.each<[Partial<RuleSummary>, string]>([
  [{}, 'When a new crash group appears in any version, tell every channel.'],
  [
    { conditions: { versions: ['1.2.*'], types: ['lua_error'], isFatal: true }, channelIds: ['a'] },
    'When a new fatal crash group appears of type lua_error in 1.2.*, tell #a.',
  ],
  [
    { kind: 'REGRESSION', channelIds: ['a', 'b'] },
    'When a resolved crash comes back in any version, tell #a, #b.',
  ],
  [
    { kind: 'VELOCITY', velocity: { windowMinutes: 60, devices: 100, sessionPercent: 5 } },
    'When a crash reaches 100 devices or 5% of sessions within 1 hour in any version, tell every channel.',
  ],
  [
    { kind: 'SPIKE', spike: { windowMinutes: 30, factor: 5, minCrashes: 20 }, channelIds: [] },
    'When a crash is 5 times as frequent as usual within 30 minutes, and at least 20 crashes in any version, tell nobody.',
  ],
  [
    {
      kind: 'CRASH_FREE',
      crashFree: { of: 'USERS', belowPercent: 98, days: 1, minSample: 100 },
    },
    'When fewer than 98% of 100 or more users are crash-free over 1 day in any version, tell every channel.',
  ],
  [
    { kind: 'SILENCE', silence: { windowMinutes: 60, belowPercent: 5, minEvents: 100 } },
    'When the app sends less than 5% of the usual for 1 hour, tell every channel.',
  ],
])('writes %o as "%s"', (change, sentence) => {
  expect(describeRule(rule(change), name)).toBe(sentence)
})
