import type { CrashGroupStatus } from '@/gql/graphql'

const DAY_MS = 86_400_000

export type GroupBadgeKind = 'regressed' | 'new' | 'resolved' | 'ignored'

interface BadgeInput {
  status: CrashGroupStatus
  firstSeen: string
  triage: { regressionCount: number }
}

/** Selects the badge of a group, if it needs one. */
export function selectBadge(
  { status, firstSeen, triage }: BadgeInput,
  now: number,
): GroupBadgeKind | null {
  if (status === 'RESOLVED') return 'resolved'
  if (status === 'IGNORED') return 'ignored'
  if (triage.regressionCount > 0) return 'regressed'
  return now - Date.parse(firstSeen) < DAY_MS ? 'new' : null
}

interface StackFrame {
  function: string
  file: string
  origin: 'APP' | 'LIBRARY' | 'RUNTIME'
}

/** Formats the innermost app frame, or else the first frame: `loadUser in profile.lua`. */
export function formatTopFrame(frames: readonly StackFrame[]): string | null {
  const top = frames.find(({ origin }) => origin === 'APP') ?? frames[0]
  if (!top) return null
  return [top.function, top.file].filter((part) => part !== '').join(' in ')
}
