/** Triage actions on crash groups, and the actions that undo them. */
import type { CrashFix, CrashGroupStatus } from '@/gql/graphql'
import { formatLocalTime, pluralize } from '@/lib/format'

export type TriageAction =
  | { kind: 'resolve'; fix: CrashFix; fixedInVersion?: string }
  | { kind: 'ignore'; until?: string; moreOccurrences?: number; moreDevices?: number }
  | { kind: 'reopen' }
  | { kind: 'assign'; assignee: string | null }

/** The part of a group that triage actions change. */
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

/** The API's limit of groups per mutation. */
export const MAX_GROUPS_PER_REQUEST = 100

const STATUS_AFTER: Record<Exclude<TriageAction['kind'], 'assign'>, CrashGroupStatus> = {
  resolve: 'RESOLVED',
  ignore: 'IGNORED',
  reopen: 'OPEN',
}

/** Returns the group as it will be after the action. */
export function applyAction<T extends TriageGroup>(group: T, action: TriageAction): T {
  if (action.kind === 'assign') {
    return { ...group, triage: { ...group.triage, assignee: action.assignee } }
  }
  return { ...group, status: STATUS_AFTER[action.kind] }
}

/** Returns the actions that restore the current state of the groups, with the groups of each. */
export function planUndo(
  groups: readonly TriageGroup[],
  action: TriageAction,
  now: number,
): { action: TriageAction; groups: TriageGroup[] }[] {
  const steps = new Map<string, { action: TriageAction; groups: TriageGroup[] }>()
  for (const group of groups) {
    const undo = action.kind === 'assign' ? restoreAssignee(group) : restoreStatus(group, now)
    const key = JSON.stringify(undo)
    const step = steps.get(key)
    if (step) step.groups.push(group)
    else steps.set(key, { action: undo, groups: [group] })
  }
  return [...steps.values()]
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
  const isInFuture = ignoredUntil && Date.parse(ignoredUntil) > now
  return {
    kind: 'ignore',
    ...(isInFuture && { until: ignoredUntil }),
    ...(ignoredUntilOccurrences && {
      moreOccurrences: Math.max(1, ignoredUntilOccurrences - occurrenceCount),
    }),
    ...(ignoredUntilDevices && { moreDevices: Math.max(1, ignoredUntilDevices - deviceCount) }),
  }
}

/** Describes a completed action: "3 crashes resolved in 1.2.1". */
export function describeAction(action: TriageAction, groupCount: number): string {
  const crashes = pluralize(groupCount, 'crash', 'crashes')
  switch (action.kind) {
    case 'reopen':
      return `${crashes} reopened`
    case 'assign':
      return action.assignee === null
        ? `${crashes} unassigned`
        : `${crashes} assigned to ${action.assignee}`
    case 'ignore':
      return `${crashes} ignored${describeIgnoreLimit(action)}`
    case 'resolve':
      if (action.fix === 'IN_NEXT_VERSION') return `${crashes} resolved in the next version`
      return action.fixedInVersion
        ? `${crashes} resolved in ${action.fixedInVersion}`
        : `${crashes} resolved`
  }
}

function describeIgnoreLimit(action: Extract<TriageAction, { kind: 'ignore' }>): string {
  if (action.moreOccurrences)
    return ` until ${pluralize(action.moreOccurrences, 'more crash', 'more crashes')}`
  if (action.moreDevices) return ` until ${pluralize(action.moreDevices, 'more device')}`
  return action.until ? ` until ${formatLocalTime(action.until)}` : ''
}

export function splitIntoChunks<T>(items: readonly T[], size = MAX_GROUPS_PER_REQUEST): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  )
}
