/** The built-in types of docs/events.md. */
export const BUILT_IN_TYPES = [
  'app_start',
  'app_stop',
  'app_crash',
  'lua_error',
  'perf_frame',
  'perf_memory',
  'perf_startup',
  'screen_view',
  'button_click',
  'feature_used',
] as const

/** Built-in types that can be sampled. */
export const SAMPLEABLE_TYPES = BUILT_IN_TYPES.filter(
  (name) => name !== 'app_crash' && name !== 'lua_error',
)

interface VersionedType {
  name: string
  version: number
}

/** Returns the latest version of each type, ordered by name. */
export function selectLatestTypes<T extends VersionedType>(versions: readonly T[]): T[] {
  const latest = new Map<string, T>()
  for (const each of versions) {
    if (each.version >= (latest.get(each.name)?.version ?? 0)) latest.set(each.name, each)
  }
  return [...latest.values()].sort((one, other) => one.name.localeCompare(other.name))
}
