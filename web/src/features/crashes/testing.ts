import type { CrashRow_GroupFragment } from '@/gql/graphql'

/** Creates a group for tests. */
export const makeGroup = (
  change: Partial<CrashRow_GroupFragment> = {},
): CrashRow_GroupFragment => ({
  id: '1',
  fingerprint: '0123456789abcdef',
  type: 'lua_error',
  message: "attempt to index nil value 'user'",
  status: 'OPEN',
  occurrenceCount: 156,
  deviceCount: 42,
  affectedVersions: ['1.1.0', '1.2.0'],
  firstSeen: '2026-01-10T10:00:00Z',
  lastSeen: '2026-01-15T10:00:00Z',
  triage: {
    fix: null,
    fixedInVersion: null,
    ignoredUntil: null,
    ignoredUntilOccurrences: null,
    ignoredUntilDevices: null,
    regressionCount: 0,
    assignee: null,
  },
  grouping: { countedFrames: [{ function: 'loadUser', file: 'profile.lua', origin: 'APP' }] },
  histogram: [
    { day: '2026-01-14', crashes: 1 },
    { day: '2026-01-15', crashes: 3 },
  ],
  ...change,
})
