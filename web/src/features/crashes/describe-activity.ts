import type { CrashActivityKind, CrashActivityQuery } from '@/gql/graphql'
import { formatLocalTime, pluralize } from '@/lib/format'

export type ActivityEntry = NonNullable<
  CrashActivityQuery['app']['crashGroup']
>['activity']['edges'][number]['node']

type Detail = Partial<ActivityEntry['detail']>

/** Describes an action; the text follows the actor's name: "resolved it in 1.2.1". */
export function describeActivity(kind: CrashActivityKind, detail: Detail): string {
  const { assignee, mergedInto } = detail
  const fingerprints = pluralize(detail.fingerprints?.length ?? 0, 'fingerprint')
  switch (kind) {
    case 'RESOLVED':
      return describeResolution(detail)
    case 'IGNORED':
      return describeIgnoring(detail)
    case 'REOPENED':
      return 'reopened it'
    case 'REGRESSED':
      return describeRegression(detail)
    case 'ASSIGNED':
      return assignee ? `assigned it to ${assignee}` : 'removed the assignment'
    case 'COMMENTED':
      return 'commented'
    case 'MERGED':
      return `merged ${fingerprints} into ${mergedInto ?? ''}`
    case 'UNMERGED':
      return `unmerged ${fingerprints}`
  }
}

function describeResolution({ fix, fixedInVersion }: Detail): string {
  if (fix === 'IN_VERSION') return `resolved it in ${fixedInVersion ?? ''}`
  return fix === 'IN_NEXT_VERSION' ? 'resolved it in the next version' : 'resolved it'
}

function describeRegression({ fix, fixedInVersion }: Detail): string {
  if (!fixedInVersion) return 'Regressed'
  return fix === 'IN_NEXT_VERSION'
    ? `Regressed after the fix in a version after ${fixedInVersion}`
    : `Regressed after the fix in ${fixedInVersion}`
}

function describeIgnoring({ ignoredUntil, moreOccurrences, moreDevices }: Detail): string {
  if (ignoredUntil) return `ignored it until ${formatLocalTime(ignoredUntil)}`
  if (moreOccurrences) {
    return `ignored it until ${pluralize(moreOccurrences, 'more crash', 'more crashes')}`
  }
  return moreDevices
    ? `ignored it until ${pluralize(moreDevices, 'more device')}`
    : 'ignored it permanently'
}
