import type { Triaged } from '@/features/crashes/triage-actions'
import { localTime, plural } from '@/lib/format'

/** What was decided, in words, beyond the badge. */
export function stands({ status, triage }: Triaged): string | null {
  if (status === 'OPEN') return null
  if (status === 'RESOLVED') {
    if (triage.fix === 'IN_VERSION') return `fixed in ${triage.fixedIn ?? 'a version'}`
    return triage.fix === 'IN_NEXT_VERSION' ? 'fixed in the next version' : null
  }
  const { ignoredUntil, ignoredUntilOccurrences, ignoredUntilDevices } = triage
  if (ignoredUntil) return `until ${localTime(ignoredUntil)}`
  if (ignoredUntilOccurrences) return `until ${plural(ignoredUntilOccurrences, 'crash', 'crashes')}`
  return ignoredUntilDevices ? `until ${plural(ignoredUntilDevices, 'device')}` : 'for good'
}
