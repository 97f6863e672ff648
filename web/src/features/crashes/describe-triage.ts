import type { TriageGroup } from '@/features/crashes/triage-actions'
import { formatLocalTime, pluralize } from '@/lib/format'

/** Describes the triage state in addition to the badge. */
export function describeTriage({ status, triage }: TriageGroup): string | null {
  if (status === 'OPEN') return null
  if (status === 'RESOLVED') {
    if (triage.fix === 'IN_VERSION') return `fixed in ${triage.fixedInVersion ?? 'unknown version'}`
    return triage.fix === 'IN_NEXT_VERSION' ? 'fixed in the next version' : null
  }
  const { ignoredUntil, ignoredUntilOccurrences, ignoredUntilDevices } = triage
  if (ignoredUntil) return `until ${formatLocalTime(ignoredUntil)}`
  if (ignoredUntilOccurrences)
    return `until ${pluralize(ignoredUntilOccurrences, 'crash', 'crashes')}`
  return ignoredUntilDevices ? `until ${pluralize(ignoredUntilDevices, 'device')}` : 'permanently'
}
