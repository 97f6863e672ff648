/** What can be decided about crash groups, and what would take it back. */
import type { CrashFix, CrashGroupStatus } from '@/gql/graphql'
import { pluralize } from '@/lib/format'

export type TriageAction =
  | { kind: 'resolve'; fix: CrashFix; fixedInVersion?: string }
  | { kind: 'ignore'; until?: string; moreOccurrences?: number; moreDevices?: number }
  | { kind: 'reopen' }
  | { kind: 'assign'; assignee: string | null }

/** The part of a group that decisions are about. */
export interface TriageGroup {
  id: string
  fingerprint: string
  status: CrashGroupStatus
  occurrenceCount: number
  deviceCount: number
  triage: {
    fix?: CrashFix | null
    fixedInVersion?: string | null
    ignoredUntil?: string | null
    ignoredUntilOccurrences?: number | null
    ignoredUntilDevices?: number | null
    assignee?: string | null
  }
}

/** The API takes so many groups at once. */
export const MAX_GROUPS_PER_REQUEST = 100

const STATUS_AFTER: Record<Exclude<TriageAction['kind'], 'assign'>, CrashGroupStatus> = {
  resolve: 'RESOLVED',
  ignore: 'IGNORED',
  reopen: 'OPEN',
}

/** The group as it will stand, before the server has said so. */
export function applyAction<T extends TriageGroup>(group: T, action: TriageAction): T {
  if (action.kind === 'assign') {
    return { ...group, triage: { ...group.triage, assignee: action.assignee } }
  }
  return { ...group, status: STATUS_AFTER[action.kind] }
}

/** The decisions that bring groups back to where they stand now. */
export function planUndo(
  groups: readonly TriageGroup[],
  action: TriageAction,
  now: number,
): { action: TriageAction; groups: TriageGroup[] }[] {
  const found = new Map<string, { action: TriageAction; groups: TriageGroup[] }>()
  for (const group of groups) {
    const back = action.kind === 'assign' ? restoreAssignee(group) : restoreStatus(group, now)
    const key = JSON.stringify(back)
    const same = found.get(key)
    if (same) same.groups.push(group)
    else found.set(key, { action: back, groups: [group] })
  }
  return [...found.values()]
}

const restoreAssignee = ({ triage }: TriageGroup): TriageAction => ({
  kind: 'assign',
  assignee: triage.assignee ?? null,
})

function restoreStatus(
  { status, triage, occurrenceCount, deviceCount }: TriageGroup,
  now: number,
): TriageAction {
  if (status === 'RESOLVED') {
    const { fix, fixedInVersion } = triage
    if (fix === 'IN_VERSION' && fixedInVersion) return { kind: 'resolve', fix, fixedInVersion }
    return { kind: 'resolve', fix: fix === 'IN_NEXT_VERSION' ? fix : 'NOW' }
  }
  if (status === 'OPEN') return { kind: 'reopen' }
  const { ignoredUntil, ignoredUntilOccurrences, ignoredUntilDevices } = triage
  const isAhead = ignoredUntil && Date.parse(ignoredUntil) > now
  return {
    kind: 'ignore',
    ...(isAhead && { until: ignoredUntil }),
    ...(ignoredUntilOccurrences && {
      moreOccurrences: Math.max(1, ignoredUntilOccurrences - occurrenceCount),
    }),
    ...(ignoredUntilDevices && { moreDevices: Math.max(1, ignoredUntilDevices - deviceCount) }),
  }
}

/** “3 crashes resolved in 1.2.1”. */
export function describeAction(action: TriageAction, groups: number): string {
  const what = pluralize(groups, 'crash', 'crashes')
  switch (action.kind) {
    case 'reopen':
      return `${what} reopened`
    case 'assign':
      return action.assignee === null
        ? `${what} assigned to nobody`
        : `${what} assigned to ${action.assignee}`
    case 'ignore':
      return `${what} ignored${describeIgnoreLimit(action)}`
    case 'resolve':
      if (action.fix === 'IN_NEXT_VERSION') return `${what} resolved in the next version`
      return action.fixedInVersion
        ? `${what} resolved in ${action.fixedInVersion}`
        : `${what} resolved`
  }
}

function describeIgnoreLimit(action: Extract<TriageAction, { kind: 'ignore' }>): string {
  if (action.moreOccurrences)
    return ` until ${pluralize(action.moreOccurrences, 'more crash', 'more crashes')}`
  if (action.moreDevices) return ` until ${pluralize(action.moreDevices, 'more device')}`
  return action.until ? ' for a while' : ''
}

export function splitIntoChunks<T>(all: readonly T[], size = MAX_GROUPS_PER_REQUEST): T[][] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, index) =>
    all.slice(index * size, (index + 1) * size),
  )
}
