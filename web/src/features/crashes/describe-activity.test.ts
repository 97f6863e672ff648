import { expect, it } from 'vitest'
import { describeActivity } from '@/features/crashes/describe-activity'
import type { CrashActivityKind } from '@/gql/graphql'

it.each<[CrashActivityKind, unknown, string]>([
  ['RESOLVED', { fix: 'now', version: '1.2.0' }, 'resolved it'],
  ['RESOLVED', { fix: 'in_version', version: '1.3' }, 'resolved it in 1.3'],
  ['IGNORED', { until: null, more_occurrences: 5 }, 'ignored it until 5 more crashes'],
  ['IGNORED', {}, 'ignored it for good'],
  ['ASSIGNED', { assignee: 'a@example.com' }, 'assigned it to a@example.com'],
  ['ASSIGNED', { assignee: null }, 'assigned it to nobody'],
  ['MERGED', { into: 'abc', fingerprints: ['x'] }, 'merged 1 fingerprint into abc'],
  ['REGRESSED', null, 'It came back'],
])('%s with %o reads "%s"', (kind, detail, words) => {
  expect(describeActivity(kind, detail)).toBe(words)
})
