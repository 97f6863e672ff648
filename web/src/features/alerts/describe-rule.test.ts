import { expect, it } from 'vitest'
import { describeRule, type RuleSummary } from '@/features/alerts/describe-rule'

const createRule = (change: Partial<RuleSummary>): RuleSummary => ({
  kind: 'NEW_CRASH_GROUP',
  conditions: { appVersions: [], crashTypes: [] },
  channelIds: null,
  ...change,
})
const getName = (id: string) => `#${id}`

it.each<[Partial<RuleSummary>, string]>([
  [{}, 'When a new crash group appears in any version, notify all channels.'],
  [
    {
      conditions: { appVersions: ['1.2.*'], crashTypes: ['lua_error'], isFatal: true },
      channelIds: ['a'],
    },
    'When a new fatal crash group of type lua_error appears in 1.2.*, notify #a.',
  ],
  [
    { kind: 'REGRESSION', channelIds: ['a', 'b'] },
    'When a resolved crash occurs again in any version, notify #a, #b.',
  ],
  [
    { kind: 'VELOCITY', velocity: { windowMinutes: 60, devices: 100, sessionPercent: 5 } },
    'When a crash reaches 100 devices or 5% of sessions within 1 hour in any version, notify all channels.',
  ],
  [
    { kind: 'SPIKE', spike: { windowMinutes: 30, factor: 5, minCrashes: 20 }, channelIds: [] },
    'When a crash occurs 5 times as often as usual, and at least 20 times, within 30 minutes in any version, notify no channel.',
  ],
  [
    {
      kind: 'CRASH_FREE',
      crashFree: { basis: 'USERS', belowPercent: 98, days: 1, minSample: 100 },
    },
    'When fewer than 98% of at least 100 users are crash-free over 1 day in any version, notify all channels.',
  ],
  [
    { kind: 'SILENCE', silence: { windowMinutes: 60, belowPercent: 5, minEvents: 100 } },
    'When the app sends less than 5% of its usual events for 1 hour, notify all channels.',
  ],
])('describes %o as "%s"', (change, sentence) => {
  expect(describeRule(createRule(change), getName)).toBe(sentence)
})
