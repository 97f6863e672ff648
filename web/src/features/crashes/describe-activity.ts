import type { CrashActivityKind } from '@/gql/graphql'
import { localTime, plural } from '@/lib/format'

type Detail = Record<string, unknown>

const text = (value: unknown): string => (typeof value === 'string' ? value : '')
const many = (value: unknown): number => (Array.isArray(value) ? value.length : 0)

/** What was done, after the name of who did it: “resolved it in 1.2.1”. */
export function activityWords(kind: CrashActivityKind, given: unknown): string {
  const detail: Detail = typeof given === 'object' && given !== null ? (given as Detail) : {}
  switch (kind) {
    case 'RESOLVED':
      return resolved(detail)
    case 'IGNORED':
      return ignored(detail)
    case 'REOPENED':
      return 'reopened it'
    case 'REGRESSED':
      return detail.version ? `It came back in ${text(detail.version)}` : 'It came back'
    case 'ASSIGNED':
      return detail.assignee ? `assigned it to ${text(detail.assignee)}` : 'assigned it to nobody'
    case 'COMMENTED':
      return 'commented'
    case 'MERGED':
      return `merged ${plural(many(detail.fingerprints), 'fingerprint')} into ${text(detail.into)}`
    case 'UNMERGED':
      return `separated ${plural(many(detail.fingerprints), 'fingerprint')}`
  }
}

function resolved({ fix, version }: Detail): string {
  if (fix === 'in_version') return `resolved it in ${text(version)}`
  return fix === 'in_next_version' ? 'resolved it in the next version' : 'resolved it'
}

function ignored({ until, more_occurrences: crashes, more_devices: devices }: Detail): string {
  if (until) return `ignored it until ${localTime(text(until))}`
  if (typeof crashes === 'number') {
    return `ignored it until ${plural(crashes, 'more crash', 'more crashes')}`
  }
  if (typeof devices === 'number') return `ignored it until ${plural(devices, 'more device')}`
  return 'ignored it for good'
}
