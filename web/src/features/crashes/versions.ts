import { pluralize } from '@/lib/format'

const collator = new Intl.Collator('en', { numeric: true })

export const sortVersions = (versions: readonly string[]): string[] =>
  [...versions].sort(collator.compare)

/** The affected versions in a few characters: one, two, or from … to. */
export function formatVersions(versions: readonly string[]): string {
  const sorted = sortVersions(versions)
  const [first, last] = [sorted[0], sorted.at(-1)]
  if (first === undefined || last === undefined) return 'version not sent'
  if (sorted.length === 1) return first
  if (sorted.length === 2) return `${first}, ${last}`
  return `${first} – ${last} (${pluralize(sorted.length, 'version')})`
}
