import { expect, it } from 'vitest'
import { describeActivity, type ActivityEntry } from '@/features/crashes/describe-activity'
import type { CrashActivityKind } from '@/gql/graphql'

it.each<[CrashActivityKind, Partial<ActivityEntry['detail']>, string]>([
  ['RESOLVED', { fix: 'NOW', fixedInVersion: '1.2.0' }, 'resolved it'],
  ['RESOLVED', { fix: 'IN_VERSION', fixedInVersion: '1.3' }, 'resolved it in 1.3'],
  ['RESOLVED', { fix: 'IN_NEXT_VERSION' }, 'resolved it in the next version'],
  ['IGNORED', { moreOccurrences: 5 }, 'ignored it until 5 more crashes'],
  ['IGNORED', { moreDevices: 1 }, 'ignored it until 1 more device'],
  ['IGNORED', {}, 'ignored it permanently'],
  ['ASSIGNED', { assignee: 'a@example.com' }, 'assigned it to a@example.com'],
  ['ASSIGNED', {}, 'removed the assignment'],
  ['MERGED', { mergedInto: 'abc', fingerprints: ['x'] }, 'merged 1 fingerprint into abc'],
  ['UNMERGED', { fingerprints: ['x', 'y'] }, 'unmerged 2 fingerprints'],
  ['REOPENED', {}, 'reopened it'],
  ['REGRESSED', {}, 'Regressed'],
  ['REGRESSED', { fix: 'IN_VERSION', fixedInVersion: '1.3' }, 'Regressed after the fix in 1.3'],
  [
    'REGRESSED',
    { fix: 'IN_NEXT_VERSION', fixedInVersion: '1.2' },
    'Regressed after the fix in a version after 1.2',
  ],
])('describes %s with %o as "%s"', (kind, detail, text) => {
  expect(describeActivity(kind, detail)).toBe(text)
})
