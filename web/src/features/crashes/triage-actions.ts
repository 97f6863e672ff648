/** What can be decided about crash groups, and what would take it back. */
import type { CrashFix, CrashGroupStatus } from '@/gql/graphql'
import { plural } from '@/lib/format'

export type Decision =
  | { kind: 'resolve'; fix: CrashFix; version?: string }
  | { kind: 'ignore'; until?: string; moreOccurrences?: number; moreDevices?: number }
  | { kind: 'reopen' }
  | { kind: 'assign'; assignee: string | null }

/** The part of a group that decisions are about. */
export interface Triaged {
  id: string
  fingerprint: string
  status: CrashGroupStatus
  occurrenceCount: number
  deviceCount: number
  triage: {
    fix?: CrashFix | null
    fixedIn?: string | null
    ignoredUntil?: string | null
    ignoredUntilOccurrences?: number | null
    ignoredUntilDevices?: number | null
    assignee?: string | null
  }
}

/** The API takes so many groups at once. */
export const MOST_AT_ONCE = 100

const STATUS: Record<Exclude<Decision['kind'], 'assign'>, CrashGroupStatus> = {
  resolve: 'RESOLVED',
  ignore: 'IGNORED',
  reopen: 'OPEN',
}

/** The group as it will stand, before the server has said so. */
export function decided<T extends Triaged>(group: T, decision: Decision): T {
  if (decision.kind === 'assign') {
    return { ...group, triage: { ...group.triage, assignee: decision.assignee } }
  }
  return { ...group, status: STATUS[decision.kind] }
}

/** The decisions that bring groups back to where they stand now. */
export function undoing(
  groups: readonly Triaged[],
  decision: Decision,
  now: number,
): { decision: Decision; groups: Triaged[] }[] {
  const found = new Map<string, { decision: Decision; groups: Triaged[] }>()
  for (const group of groups) {
    const back = decision.kind === 'assign' ? reassigned(group) : restored(group, now)
    const key = JSON.stringify(back)
    const same = found.get(key)
    if (same) same.groups.push(group)
    else found.set(key, { decision: back, groups: [group] })
  }
  return [...found.values()]
}

const reassigned = ({ triage }: Triaged): Decision => ({
  kind: 'assign',
  assignee: triage.assignee ?? null,
})

function restored(
  { status, triage, occurrenceCount, deviceCount }: Triaged,
  now: number,
): Decision {
  if (status === 'RESOLVED') {
    const { fix, fixedIn } = triage
    if (fix === 'IN_VERSION' && fixedIn) return { kind: 'resolve', fix, version: fixedIn }
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
export function told(decision: Decision, groups: number): string {
  const what = plural(groups, 'crash', 'crashes')
  switch (decision.kind) {
    case 'reopen':
      return `${what} reopened`
    case 'assign':
      return decision.assignee === null
        ? `${what} assigned to nobody`
        : `${what} assigned to ${decision.assignee}`
    case 'ignore':
      return `${what} ignored${ignoredUntil(decision)}`
    case 'resolve':
      if (decision.fix === 'IN_NEXT_VERSION') return `${what} resolved in the next version`
      return decision.version ? `${what} resolved in ${decision.version}` : `${what} resolved`
  }
}

function ignoredUntil(decision: Extract<Decision, { kind: 'ignore' }>): string {
  if (decision.moreOccurrences)
    return ` until ${plural(decision.moreOccurrences, 'more crash', 'more crashes')}`
  if (decision.moreDevices) return ` until ${plural(decision.moreDevices, 'more device')}`
  return decision.until ? ' for a while' : ''
}

export function chunks<T>(all: readonly T[], size = MOST_AT_ONCE): T[][] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, index) =>
    all.slice(index * size, (index + 1) * size),
  )
}
