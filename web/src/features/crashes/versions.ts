import { pluralize } from '@/lib/format'

const collator = new Intl.Collator('en', { numeric: true })

export const sortVersions = (versions: readonly string[]): string[] =>
  [...versions].sort(collator.compare)

/** Formats the affected versions in few characters: one, two, or a range. */
export function formatVersions(versions: readonly string[]): string {
  const sorted = sortVersions(versions)
  const [first, last] = [sorted[0], sorted.at(-1)]
  if (first === undefined || last === undefined) return 'No version'
  if (sorted.length === 1) return first
  if (sorted.length === 2) return `${first}, ${last}`
  return `${first} – ${last} (${pluralize(sorted.length, 'version')})`
}
