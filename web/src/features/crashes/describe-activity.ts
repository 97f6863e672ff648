import type { CrashActivityKind } from '@/gql/graphql'
import { formatLocalTime, pluralize } from '@/lib/format'

type Detail = Record<string, unknown>

const toText = (value: unknown): string => (typeof value === 'string' ? value : '')
const countItems = (value: unknown): number => (Array.isArray(value) ? value.length : 0)

/** What was done, after the name of who did it: “resolved it in 1.2.1”. */
export function describeActivity(kind: CrashActivityKind, given: unknown): string {
  const detail: Detail = typeof given === 'object' && given !== null ? (given as Detail) : {}
  switch (kind) {
    case 'RESOLVED':
      return describeResolution(detail)
    case 'IGNORED':
      return describeIgnoring(detail)
    case 'REOPENED':
      return 'reopened it'
    case 'REGRESSED':
      return detail.version ? `It came back in ${toText(detail.version)}` : 'It came back'
    case 'ASSIGNED':
      return detail.assignee ? `assigned it to ${toText(detail.assignee)}` : 'assigned it to nobody'
    case 'COMMENTED':
      return 'commented'
    case 'MERGED':
      return `merged ${pluralize(countItems(detail.fingerprints), 'fingerprint')} into ${toText(detail.into)}`
    case 'UNMERGED':
      return `separated ${pluralize(countItems(detail.fingerprints), 'fingerprint')}`
  }
}

function describeResolution({ fix, version }: Detail): string {
  if (fix === 'in_version') return `resolved it in ${toText(version)}`
  return fix === 'in_next_version' ? 'resolved it in the next version' : 'resolved it'
}

function describeIgnoring({
  until,
  more_occurrences: crashes,
  more_devices: devices,
}: Detail): string {
  if (until) return `ignored it until ${formatLocalTime(toText(until))}`
  if (typeof crashes === 'number') {
    return `ignored it until ${pluralize(crashes, 'more crash', 'more crashes')}`
  }
  if (typeof devices === 'number') return `ignored it until ${pluralize(devices, 'more device')}`
  return 'ignored it for good'
}
